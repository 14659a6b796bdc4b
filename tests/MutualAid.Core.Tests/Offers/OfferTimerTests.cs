using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Offers;

public sealed class OfferTimerTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Giving giving = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (people, giving) = (new Neighbourhood(Database, Clock), new Giving(Database, Clock));
    }

    [Fact]
    public async Task Over_sixty_days_a_silent_offer_is_asked_after_twice_rests_and_one_press_brings_it_back()
    {
        var start = Now;
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver, Giving.Rice with { Standing = true });

        // The days around each step, and of the others every fifth.
        foreach (var day in Enumerable.Range(0, 61).Where(day => day % 5 == 0 || new[] { 28, 35, 42 }.Any(step => Math.Abs(day - step) <= 1)))
        {
            // A minute before its time nothing happens, at its time it does.
            foreach (var minute in new[] { -1, 0 })
            {
                Clock.Set(start.AddDays(day).AddMinutes(minute));
                await RunAsync();
                var passed = minute < 0 ? day - 1 : day;
                var offer = await giving.LoadAsync(offerId);
                offer.Prompts.Should().Be((short)(passed >= 35 ? 2 : passed >= 28 ? 1 : 0), $"day {day}, minute {minute}");
                offer.State.Should().Be(passed >= 42 ? OfferState.Resting : OfferState.Open, $"day {day}, minute {minute}");
            }
        }

        await using var db = Database.Context();
        (await db.Notices.Where(n => n.ToMemberId == giver.Id).OrderBy(n => n.Id).Select(n => n.Kind).ToListAsync())
            .Should().Equal(NoticeKind.OfferStillOpen, NoticeKind.OfferStillOpen, NoticeKind.OfferRests);
        var neighbour = Neighbourhood.ActorOf(await people.MemberAsync());
        (await giving.SeenAsync(neighbour, offerId)).Should().BeNull("it rests");

        await giving.WithAsync<OfferService, Result>(s => s.StillOpenAsync(Neighbourhood.ActorOf(giver), offerId));

        (await giving.SeenAsync(neighbour, offerId)).Should().NotBeNull();
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.Prompts == 0 && o.FreshAt == Now);
    }

    [Fact]
    public async Task An_answer_in_time_begins_the_weeks_anew()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        Clock.Advance(TimeSpan.FromDays(28));
        await RunAsync();
        await giving.WithAsync<OfferService, Result>(s => s.StillOpenAsync(Neighbourhood.ActorOf(giver), offerId));
        Clock.Advance(TimeSpan.FromDays(27));
        (await RunAsync()).Should().Be(0);
        Clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("2026-05-20", "2026-05-20T23:00Z")]
    [InlineData("2026-10-25", "2026-10-26T00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T23:00Z")]
    [InlineData("2028-02-29", "2028-03-01T00:00Z")]
    public async Task The_last_day_is_the_last_day_of_the_towns_own_clock(string day, string midnight)
    {
        Clock.Set(DateTimeOffset.Parse(midnight, CultureInfo.InvariantCulture).AddDays(-2));
        var offerId = await giving.OfferAsync(await people.HelperAsync(), Giving.Rice with { Until = day });

        Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        await RunAsync();
        (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Open);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Gone);
    }

    [Theory]
    [InlineData("2026-05-18")]
    [InlineData("2026-03-01")]
    [InlineData("2026-09-01")]
    [InlineData("2028-01-20")]
    public async Task A_silent_offer_is_asked_after_to_the_second_and_closed_90_days_after_it_came_to_rest(string day)
    {
        Clock.Set(DateTimeOffset.Parse($"{day}T08:40Z", CultureInfo.InvariantCulture));
        var start = Now;
        var offerId = await giving.OfferAsync(await people.HelperAsync(), Giving.Rice with { Standing = true });

        // Asked after four weeks and a week later, at rest another week later; what rests is kept for 90 days.
        foreach (var days in new[] { 28, 35, 42, 42 + 90 })
        {
            foreach (var (second, acts) in new[] { (-1, 0), (0, 1), (1, 0) })
            {
                Clock.Set(start.AddDays(days).AddSeconds(second));
                (await RunAsync()).Should().Be(acts, $"day {days}, second {second}");
            }
        }

        (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Gone);
    }

    [Fact]
    public async Task What_rested_too_long_is_closed_and_the_days_are_settings()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        await using var services = Database.Services(Clock, s => s.Configure<OfferClocks>(c => (c.AskAfterDays, c.AnswerWithinDays, c.RestKeptDays) = (2, 1, 3)));
        var states = new List<OfferState>();
        for (var day = 0; day <= 8; day++)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NetworkTimers>().RunAsync(Now);
            states.Add((await giving.LoadAsync(offerId)).State);
            Clock.Advance(TimeSpan.FromDays(1));
        }

        states.Should().Equal(
            OfferState.Open, OfferState.Open, OfferState.Open, OfferState.Open, OfferState.Resting, OfferState.Resting, OfferState.Resting, OfferState.Gone, OfferState.Gone);
    }

    private async Task<int> RunAsync() =>
        (await giving.WithAsync<NetworkTimers, IReadOnlyDictionary<string, int>>(t => t.RunAsync(Now))).GetValueOrDefault(nameof(OfferTimer));
}
