using System.Diagnostics;
using MutualAid.Bench.Instances;
using MutualAid.Core.Matching.Planning;
using Xunit;

namespace MutualAid.Core.Tests.Matching.Planning;

public sealed class NetworkSimplexTests
{
    [Fact]
    public void T()
    {
        for (var i = 0; i < 30; i++)
        foreach (var instance in PublishedInstance.ReadAll("/work/shared/data/assignment"))
        {
            var w = Stopwatch.StartNew();
            var solved = NetworkSimplex.Solve(instance.Network)!;
            w.Stop();
            var w2 = Stopwatch.StartNew();
            var solved2 = AugmentingPaths.Solve(instance.Network)!;
            w2.Stop();
            Console.WriteLine($"{instance.Name} {solved.Cost} {solved2.Cost} {instance.Best} {FlowCertificate.Check(instance.Network, solved.Flow, solved.Price).ProvesBest} {FlowCertificate.Check(instance.Network, solved2.Flow, solved2.Price).ProvesBest} ns {w.Elapsed.TotalMilliseconds} ms ap {w2.Elapsed.TotalMilliseconds} ms");
        }
    }
}
