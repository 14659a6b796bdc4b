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
        for (var day = 0; day <= 60; day++)
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

    [Fact]
    public async Task The_last_day_is_the_last_day_of_the_towns_own_clock()
    {
        var offerId = await giving.OfferAsync(await people.HelperAsync(), Giving.Rice with { Until = "2026-05-20" });

        // Millbrook is an hour ahead of UTC in May.
        Clock.Set(new DateTimeOffset(2026, 5, 20, 22, 59, 0, TimeSpan.Zero));
        await RunAsync();
        (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Open);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync();
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
