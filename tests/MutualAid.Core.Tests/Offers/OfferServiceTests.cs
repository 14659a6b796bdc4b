using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Offers;

public sealed class OfferServiceTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Giving giving = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (people, giving) = (new Neighbourhood(Database, Clock), new Giving(Database, Clock));
    }

    [Fact]
    public async Task An_offer_is_kept_with_its_number_and_a_form_sent_twice_makes_one()
    {
        var giver = await people.HelperAsync();
        var said = Giving.Rice with { OperationId = Guid.NewGuid() };

        var first = await GiveAsync(giver, said);
        var second = await GiveAsync(giver, said);

        second.Value.Should().Be(first.Value);
        var offer = await giving.LoadAsync(first.Value);
        offer.Should().Match<Offer>(o => o.Quantity == 2 && o.Unit == "bags of rice" && o.Left == 2 && o.Showing && !o.Standing);
        await using var db = Database.Context();
        (await db.Offers.CountAsync()).Should().Be(1);
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.OfferMade)).Should().Be(1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1,5")]
    [InlineData("1001")]
    [InlineData("99999999999999999999")]
    [InlineData("two")]
    public async Task A_number_that_is_none_negative_huge_or_no_whole_one_is_said_beside_its_field(string typed)
    {
        var refused = await GiveAsync(await people.HelperAsync(), Giving.Rice with { Quantity = typed });

        refused.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        refused.Refusal.Fields.Should().ContainSingle().Which.Field.Should().Be(nameof(GiveOffer.Quantity));
    }

    [Fact]
    public async Task Everything_else_that_needs_another_look_is_said_at_once_each_beside_its_field()
    {
        var refused = await GiveAsync(await people.HelperAsync(), new GiveOffer
        {
            KindId = "not-sure",
            Words = new string('x', 1_000_000),
            Until = "2026-05-17",
            Unit = new string('y', 41),
            AreaId = Guid.NewGuid(),
            Languages = ["xx"],
        });

        refused.Refusal!.Fields.Select(f => f.Field).Should().BeEquivalentTo(
            nameof(GiveOffer.KindId), nameof(GiveOffer.Words), nameof(GiveOffer.Standing), nameof(GiveOffer.Until), nameof(GiveOffer.Unit),
            nameof(GiveOffer.AreaId), nameof(GiveOffer.Languages));
    }

    [Fact]
    public async Task Somebody_who_never_gave_before_begins_as_a_new_helper_and_a_coordinator_hears_of_it()
    {
        var coordinator = await people.CoordinatorAsync();
        var member = await people.MemberAsync();
        var neighbour = await people.MemberAsync("Rahel");

        var offerId = await giving.OfferAsync(member);

        await using var db = Database.Context();
        (await db.HelperProfiles.SingleAsync(p => p.MemberId == member.Id)).Vetting.Should().Be(Vetting.New);
        (await db.Notices.SingleAsync(n => n.Kind == NoticeKind.NewHelper)).ToMemberId.Should().Be(coordinator.Id);
        (await giving.SeenAsync(Neighbourhood.ActorOf(neighbour), offerId)).Should().BeNull("nobody has talked with the giver yet");
        (await giving.SeenAsync(Neighbourhood.ActorOf(member), offerId))!.NotFoundBecause!.Text.Should().Contain("talks with you first");
    }

    [Fact]
    public async Task A_kind_that_takes_a_check_can_only_be_offered_by_somebody_who_has_one()
    {
        var childcare = Giving.Rice with { KindId = "childcare", Quantity = null };

        (await GiveAsync(await people.HelperAsync(), childcare)).Refusal!.Fields.Single().Field.Should().Be(nameof(GiveOffer.KindId));
        (await GiveAsync(await people.HelperAsync("Bea", Vetting.Checked), childcare)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task The_giver_writes_down_what_was_given_never_more_than_is_left_and_all_of_it_makes_it_gone()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        var once = new GaveSome { OperationId = Guid.NewGuid(), Amount = "1", ForWhom = "Ada on the stairs" };

        (await GaveAsync(giver, offerId, once)).Ok.Should().BeTrue();
        (await GaveAsync(giver, offerId, once)).Ok.Should().BeTrue("sent twice it counts once");
        (await giving.SeenAsync(Neighbourhood.ActorOf(giver), offerId))!.Card.Amount!.Words.ToString().Should().Be("1 of 2 bags of rice left");
        (await GaveAsync(giver, offerId, new GaveSome { Amount = "2" })).Refusal!.Fields.Single().Field.Should().Be("Amount");
        (await GaveAsync(giver, offerId, new GaveSome { Amount = "1", Day = "2026-05-19" })).Refusal!.Fields.Single().Field.Should().Be("Day");
        (await GaveAsync(giver, offerId, new GaveSome { Amount = "1" })).Ok.Should().BeTrue();

        var gone = await giving.LoadAsync(offerId);
        gone.Should().Match<Offer>(o => o.State == OfferState.Gone && !o.Showing && o.Left == 0 && o.ClosedAt == Now);
        (await giving.WithAsync<OfferService, Result>(s => s.TakeLineBackAsync(Neighbourhood.ActorOf(giver), offerId, gone.Gifts[0].Id))).Ok.Should().BeTrue();
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.State == OfferState.Open && o.Left == 1, "a slip is taken back");
    }

    [Fact]
    public async Task The_database_alone_refuses_more_given_than_there_is_and_less_than_none()
    {
        var offerId = await giving.OfferAsync(await people.HelperAsync());
        await using var db = Database.Context();
        var set = (decimal aside, decimal given) =>
            db.Database.ExecuteSqlAsync($"UPDATE offer SET set_aside = {aside}, given = {given} WHERE id = {offerId}");

        foreach (var (aside, given) in new[] { (2m, 1m), (0m, 3m), (-1m, 0m), (0m, -1m) })
        {
            (await set.Invoking(f => f(aside, given)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.OfferNeverOvergiven);
        }
    }

    [Fact]
    public async Task Nobody_else_can_do_anything_with_an_offer()
    {
        var offerId = await giving.OfferAsync(await people.HelperAsync());
        var others = new[] { Neighbourhood.ActorOf(await people.HelperAsync("Mei")), Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator), Actor.Visitor };
        foreach (var actor in others)
        {
            var verbs = new Func<OfferService, Task<Result>>[]
            {
                s => s.GoneAsync(actor, offerId), s => s.StillOpenAsync(actor, offerId), s => s.TakeBackAsync(actor, offerId),
                s => s.ChangeAsync(actor, offerId, Giving.Rice), s => s.GaveAsync(actor, offerId, new GaveSome { Amount = "1" }),
                s => s.TakeLineBackAsync(actor, offerId, Guid.NewGuid()),
            };
            foreach (var verb in verbs)
            {
                (await giving.WithAsync(verb)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            }
        }
    }

    [Fact]
    public async Task Changing_keeps_what_is_given_and_refuses_fewer_than_that()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        await GaveAsync(giver, offerId, new GaveSome { Amount = "2" });
        (await ChangeAsync(giver, offerId, Giving.Rice)).Refusal!.Kind.Should().Be(RefusalKind.Conflict, "it is over");

        var other = await giving.OfferAsync(giver);
        await GaveAsync(giver, other, new GaveSome { Amount = "1" });
        (await ChangeAsync(giver, other, Giving.Rice with { Quantity = "5", Words = "Long grain" })).Ok.Should().BeTrue();
        (await giving.LoadAsync(other)).Should().Match<Offer>(o => o.Left == 4 && o.Words == "Long grain");
        await GaveAsync(giver, other, new GaveSome { Amount = "2" });
        (await ChangeAsync(giver, other, Giving.Rice)).Refusal!.Fields.Single().Field.Should().Be("Quantity");
    }

    [Fact]
    public async Task Words_and_for_whom_are_erased_two_weeks_after_it_is_over_and_everything_goes_with_the_giver()
    {
        var giver = await people.HelperAsync();
        var offerId = await giving.OfferAsync(giver);
        await GaveAsync(giver, offerId, new GaveSome { Amount = "2", ForWhom = "Ada" });
        foreach (var day in new[] { 0, 14 })
        {
            Clock.Set(new DateTimeOffset(2026, 5, 18, 7, 40, 0, TimeSpan.Zero).AddDays(day));
            await SweepAsync();
            (await giving.LoadAsync(offerId)).Words.Should().NotBeNull();
        }

        Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
        var erased = await giving.LoadAsync(offerId);
        erased.Words.Should().BeNull();
        erased.Unit.Should().BeNull();
        erased.Gifts.Single().ForWhom.Should().BeNull();

        await using var db = Database.Context();
        await db.Members.Where(m => m.Id == giver.Id).ExecuteDeleteAsync();
        (await db.Offers.AnyAsync()).Should().BeFalse();
        (await db.OfferGifts.AnyAsync()).Should().BeFalse();
    }

    private Task<int> SweepAsync() => giving.WithAsync<Retention, int>(async r => (await r.SweepAsync(Now)).Needs);

    private Task<Result<Guid>> GiveAsync(Member giver, GiveOffer said) =>
        giving.WithAsync<OfferService, Result<Guid>>(s => s.GiveAsync(Neighbourhood.ActorOf(giver), said.OperationId == Guid.Empty ? said with { OperationId = Guid.NewGuid() } : said));

    private Task<Result> GaveAsync(Member giver, Guid offerId, GaveSome said) =>
        giving.WithAsync<OfferService, Result>(s => s.GaveAsync(Neighbourhood.ActorOf(giver), offerId, said.OperationId == Guid.Empty ? said with { OperationId = Guid.NewGuid() } : said));

    private Task<Result> ChangeAsync(Member giver, Guid offerId, GiveOffer said) =>
        giving.WithAsync<OfferService, Result>(s => s.ChangeAsync(Neighbourhood.ActorOf(giver), offerId, said));
}
