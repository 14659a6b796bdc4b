using System.Reflection;
using FluentAssertions;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Web.Tests.House;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>Whoever runs the site finds every setting of the network's life in docs/operations.md, with what it is when nobody sets it.</summary>
public sealed class DocumentedSettingsTests
{
    [Fact]
    public void Every_clock_and_limit_is_named_in_the_operations_guide_with_its_default()
    {
        var settings = Numbers(new Clocks(), Clocks.Section)
            .Concat(Numbers(new OfferClocks(), "Clocks__Offers"))
            .Concat(Numbers(new HelperLimits(), HelperLimits.Section))
            .Concat(Numbers(new VisitClocks(), VisitClocks.Section))
            .Concat(Numbers(new WaveOptions(), WaveOptions.Section)).ToList();
        var rows = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")).Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|')).ToList();

        settings.Should().HaveCountGreaterThan(15);
        foreach (var (name, usual) in settings)
        {
            var row = rows.Find(cells => cells.Any(cell => cell.Contains($"`{name}`", StringComparison.Ordinal)));
            row.Should().NotBeNull($"{name} is a setting");
            row![^2].Split(',', StringSplitOptions.TrimEntries).Should().Contain(usual.ToString(System.Globalization.CultureInfo.InvariantCulture), name);
        }
    }

    private static IEnumerable<(string Name, int Usual)> Numbers(object settings, string section) =>
        settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(int))
            .Select(p => ($"{section}__{p.Name}", (int)p.GetValue(settings)!));
}
