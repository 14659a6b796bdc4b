using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MutualAid.Core;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Web.Hosting;
using Xunit;

namespace MutualAid.Web.Tests.Hosting;

/// <summary>What the settings may say of the network's numbers; that a start stops at it is one of <see cref="StartTests"/>.</summary>
public sealed class NumberSettingsTests
{
    [Theory]
    [InlineData("Clocks:InvitationHours", "a day", "Clocks__InvitationHours is not a whole number.")]
    [InlineData("Clocks:InvitationHours", "-1", "Clocks__InvitationHours is not a whole number.")]
    [InlineData("Clocks:Reminder", "9", "Clocks__Reminder is no setting; the names are in docs/operations.md.")]
    [InlineData("Clocks:InvitationHours", "0", "Clocks__InvitationHours is 0; it can be 1 to 720.")]
    [InlineData("Clocks:PlanAskHours", "24", "Clocks__PlanAskHours is 24; it must be more than PlanNudgeHours (24) and at most 720.")]
    [InlineData("Clocks:Offers:RestKeptDays", "0", "Clocks__Offers__RestKeptDays is 0; it can be 1 to 365.")]
    [InlineData("Clocks:Offers:RestKept", "9", "Clocks__Offers__RestKept is no setting; the names are in docs/operations.md.")]
    [InlineData("Visits:DeskMinutes", "29", "Visits__DeskMinutes is 29; it can be 30 to 1440.")]
    [InlineData("Visits:BuddyMinutes", "half an hour", "Visits__BuddyMinutes is not a whole number.")]
    [InlineData("Helpers:InHand", "101", "Helpers__InHand is 101; it can be 1 to 100.")]
    public void A_number_that_makes_no_sense_is_said_in_one_sentence(string name, string value, string sentence)
    {
        using var services = With(name, value);
        FluentActions.Invoking(() => services.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(sentence);
    }

    [Fact]
    public void A_number_that_is_set_is_used()
    {
        One<Clocks>("Clocks:InvitationHours", "7").InvitationHours.Should().Be(7);
        One<OfferClocks>("Clocks:Offers:AskAfterDays", "8").AskAfterDays.Should().Be(8);
        One<VisitClocks>("Visits:DeskMinutes", "45").DeskMinutes.Should().Be(45);
        One<HelperLimits>("Helpers:InHand", "5").InHand.Should().Be(5);
    }

    private static T One<T>(string name, string value)
        where T : class
    {
        using var services = With(name, value);
        return services.GetRequiredService<T>();
    }

    private static ServiceProvider With(string name, string value) => new ServiceCollection()
        .AddMutualAidCore("Host=nowhere", Path.GetTempPath())
        .AddNumberSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build())
        .BuildServiceProvider();
}
