using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Members;

public sealed class HelperServiceTests : DatabaseTest
{
    private static readonly FreeTime TuesdayMorning = new(DayOfWeek.Tuesday, DayPart.Morning);

    [Fact]
    public async Task The_first_profile_starts_at_the_areas_cell_and_rings_the_bell_of_its_coordinators_only()
    {
        var people = new Neighbourhood(Database, Clock);
        var (here, elsewhere) = (await people.AreaAsync(x: 1_730, y: 2_200), await people.AreaAsync("Riverside"));
        var member = await people.MemberAsync("Mei", here.Id);
        var (ana, kwame) = (await people.CoordinatorAsync("Ana", here.Id), await people.CoordinatorAsync("Kwame", elsewhere.Id));

        var saved = await OfferAsync(member, Offer(here.Id));

        saved.Value.Should().Be(new SavedOffer(Started: true, Findable: true));
        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).Point.Should().Be(Cell.Holding(here.Point!.Value).Centre);
        (await db.Notices.Where(n => n.Kind == NoticeKind.NewHelper).Select(n => n.ToMemberId).ToListAsync()).Should().Equal(ana.Id).And.NotContain(kwame.Id);
        (await OfferAsync(member, Offer(here.Id))).Value.Started.Should().BeFalse();
        (await db.Notices.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Ticking_a_box_sets_its_hours_and_single_hours_set_elsewhere_stay()
    {
        var people = new Neighbourhood(Database, Clock);
        var area = await people.AreaAsync();
        var nine = WeekHours.On(new DateOnly(2026, 5, 22), new TimeOnly(9, 0), new TimeOnly(10, 0));
        var wednesday = WeekHours.Part(DayOfWeek.Wednesday, DayPart.Evening);
        var helper = await people.HelperAsync(areaId: area.Id, hours: nine.And(wednesday).ToBits());

        await OfferAsync(helper, Offer(area.Id) with { Free = [TuesdayMorning] });

        await using var db = Database.Context();
        WeekHours.From((await db.HelperProfiles.SingleAsync()).Hours).Should().Be(nine.And(WeekHours.Part(DayOfWeek.Tuesday, DayPart.Morning)));
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_beside_its_field_and_nothing_is_kept()
    {
        var people = new Neighbourhood(Database, Clock);
        var member = await people.MemberAsync();

        var refused = await OfferAsync(member, Offer(Guid.NewGuid()) with { Kinds = ["moon"], Radius = 1, Languages = ["xx"], RestUntil = new DateOnly(2020, 1, 1) });

        refused.Refusal!.Fields.Select(f => f.Field).Should().BeEquivalentTo("Kinds", "AreaId", "Languages", "RestUntil", "Radius");
        await using var db = Database.Context();
        (await db.HelperProfiles.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_is_asked_at_night_who_has_not_said_that_it_may_be()
    {
        var people = new Neighbourhood(Database, Clock);
        var (area, member) = (await people.AreaAsync(), await people.MemberAsync());

        (await OfferAsync(member, Offer(area.Id))).Ok.Should().BeTrue();
        (await AtNightAsync()).Should().BeFalse();
        await OfferAsync(member, Offer(area.Id) with { EvenAtNight = true });
        (await AtNightAsync()).Should().BeTrue();
        await OfferAsync(member, Offer(area.Id));
        (await AtNightAsync()).Should().BeFalse("it ends as easily as it began");

        async Task<bool> AtNightAsync()
        {
            await using var db = Database.Context();
            return await db.HelperProfiles.Where(p => p.MemberId == member.Id).Select(p => p.EvenAtNight).SingleAsync();
        }
    }

    [Fact]
    public async Task A_day_holds_what_the_helper_said_and_a_number_nobody_could_do_is_refused_by_the_form_and_by_the_database()
    {
        var people = new Neighbourhood(Database, Clock);
        var (area, member) = (await people.AreaAsync(), await people.MemberAsync());

        (await OfferAsync(member, Offer(area.Id) with { MostADay = 1 })).Ok.Should().BeTrue();
        foreach (var wrong in new[] { 0, -1, HelperProfile.MaxADay + 1 })
        {
            (await OfferAsync(member, Offer(area.Id) with { MostADay = wrong })).Refusal!.Fields.Should().ContainSingle(f => f.Field == "MostADay")
                .Which.Why.ToString().Should().Be("Pick a number from 1 to 6 a day, or leave it open.");
        }

        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync()).MostADay.Should().Be(1);
        var byHand = () => db.Database.ExecuteSqlAsync($"UPDATE helper_profile SET most_a_day = 0");
        (await byHand.Should().ThrowAsync<Npgsql.PostgresException>()).Which.ConstraintName.Should().Be("helper_most_a_day_in_range");
        (await OfferAsync(member, Offer(area.Id))).Ok.Should().BeTrue();
        db.ChangeTracker.Clear();
        (await db.HelperProfiles.SingleAsync()).MostADay.Should().BeNull("leaving it open takes it back");
    }

    private static HelperOffer Offer(Guid areaId) => new()
    {
        Kinds = ["groceries", "ride"],
        Languages = ["en", "so"],
        Free = [TuesdayMorning],
        Radius = 2_000,
        WeeklyCapacity = 2,
        AreaId = areaId,
    };

    private async Task<Result<SavedOffer>> OfferAsync(Member member, HelperOffer offer)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HelperService>().OfferAsync(Neighbourhood.ActorOf(member), offer);
    }
}
