namespace MutualAid.TestKit;

/// <summary>One app over one database for all the rows of a class: for forms that are turned away, and leave nothing that the next row could meet.</summary>
public sealed class OneApp : DatabaseTest
{
    public TestApp App { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        App = new TestApp(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await base.DisposeAsync();
    }
}
