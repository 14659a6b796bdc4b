using FluentAssertions;
using MutualAid.Bench;
using Xunit;

namespace MutualAid.Core.Tests.Bench;

public sealed class MeasurementTableTests
{
    [Fact]
    public async Task The_list_names_every_measurement_with_its_target()
    {
        var output = new StringWriter();

        (await MeasurementTable.ListAsync(output)).Should().Be(0);

        var lines = output.ToString();
        MeasurementTable.All.Select(m => m.Name).Should().OnlyHaveUniqueItems().And.Contain(["import", "pages", "claim-race", "join-race", "repeat-submit", "kill"]);
        MeasurementTable.All.Should().OnlyContain(m => lines.Contains(m.Name) && lines.Contains(m.Target));
    }

    [Fact]
    public async Task An_unknown_measurement_is_refused_in_one_sentence()
    {
        var output = new StringWriter();

        (await MeasurementTable.RefuseAsync(["speed"], output)).Should().Be(2);

        output.ToString().Trim().Should().Be("There is no measurement speed. ./measure list names them.");
    }

    [Theory]
    [InlineData(10, 20, true)]
    [InlineData(10, 20.1, false)]
    public async Task A_ratio_beyond_its_limit_is_shown_with_both_sides_and_falls_short(double few, double many, bool met)
    {
        var report = new Report("page", "few", "many", limit: 2);
        report.Met.Should().BeFalse("nothing was measured yet");
        report.Add("home", few, many);
        var output = new StringWriter();

        await report.PrintAsync(output);

        report.Met.Should().Be(met);
        output.ToString().Should().Contain("10.0 ms").And.Contain(many.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " ms");
        output.ToString().Contains("TOO MUCH", StringComparison.Ordinal).Should().Be(!met);
    }
}
