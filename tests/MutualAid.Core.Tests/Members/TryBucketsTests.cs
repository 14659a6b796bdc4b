using FluentAssertions;
using MutualAid.Core.Members;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Members;

public sealed class TryBucketsTests
{
    private static readonly TryLimit Limit = new(3, TimeSpan.FromSeconds(10));

    [Fact]
    public void The_wait_grows_with_every_try_after_the_burst_and_shrinks_with_time()
    {
        var clock = new FakeClock();
        var buckets = new TryBuckets(clock);

        var waits = Enumerable.Range(0, 5).Select(_ => buckets.Take("a", Limit).TotalSeconds).ToList();

        waits.Should().Equal(0, 0, 0, 10, 20);
        buckets.Take("b", Limit).Should().Be(TimeSpan.Zero);
        clock.Advance(TimeSpan.FromSeconds(60));
        buckets.Take("a", Limit).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_turn_given_back_was_never_taken()
    {
        var buckets = new TryBuckets(new FakeClock());
        for (var i = 0; i < 20; i++)
        {
            buckets.Take("a", Limit).Should().Be(TimeSpan.Zero);
            buckets.GiveBack("a", Limit);
        }
    }
}
