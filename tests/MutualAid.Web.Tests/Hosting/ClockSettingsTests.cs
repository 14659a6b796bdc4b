using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MutualAid.Core.Notices;
using MutualAid.Web.Hosting;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>What the settings may say of the clocks; that a start stops at it is one of <see cref="StartTests"/>.</summary>
public sealed class ClockSettingsTests
{
    [Theory]
    [InlineData("InvitationHours", "a day", "Clocks__InvitationHours is not a whole number.")]
    [InlineData("InvitationHours", "-1", "Clocks__InvitationHours is not a whole number.")]
    [InlineData("Reminder", "9", "Clocks__Reminder is no clock; the names are in docs/operations.md.")]
    public void A_clock_that_makes_no_sense_is_said_in_one_sentence(string name, string value, string sentence) =>
        FluentActions.Invoking(() => Read(name, value)).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(sentence);

    [Fact]
    public void A_clock_that_is_set_is_used() => Read("InvitationHours", "7").InvitationHours.Should().Be(7);

    private static Clocks Read(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"{Clocks.Section}:{name}"] = value }).Build();
        using var services = new ServiceCollection().AddClocks(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<Clocks>>().Value;
    }
}
