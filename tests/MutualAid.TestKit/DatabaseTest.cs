using Xunit;

namespace MutualAid.TestKit;

/// <summary>Gives a test class its own database and a clock that stands at the mocks' Monday morning.</summary>
public abstract class DatabaseTest : IAsyncLifetime
{
    /// <summary>The class's own database; made before the first line of each test.</summary>
    protected TestDatabase Database { get; private set; } = null!;

    protected FakeClock Clock { get; } = new();

    protected DateTimeOffset Now => Clock.GetUtcNow();

    public virtual async Task InitializeAsync() => Database = await TestDatabase.MakeAsync();

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();
}
