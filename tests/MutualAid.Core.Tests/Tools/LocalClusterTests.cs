using FluentAssertions;
using MutualAid.LocalPostgres;
using Xunit;

namespace MutualAid.Core.Tests.Tools;

public sealed class LocalClusterTests
{
    [Fact]
    public async Task A_start_that_had_too_little_time_says_so_and_the_next_one_works()
    {
        var options = ClusterOptions.ForTests(Path.Combine(Path.GetTempPath(), $"ma-slow-{Guid.NewGuid():N}"[..16]));

        var hurried = await FluentActions.Invoking(() => LocalCluster.StartAsync(options with { Patience = TimeSpan.Zero })).Should().ThrowAsync<LocalPostgresException>();
        hurried.Which.Message.Should().Contain("was not ready after 0 seconds").And.Contain("try again");

        await using var cluster = await LocalCluster.StartAsync(options);
        cluster.Port.Should().BePositive();
    }
}
