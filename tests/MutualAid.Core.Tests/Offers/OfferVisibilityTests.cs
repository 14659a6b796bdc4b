using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Offers;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Offers;

/// <summary>Who sees an offer (docs/decisions): the list, the page and the counts say the same.</summary>
public sealed class OfferVisibilityTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Giving giving = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (people, giving) = (new Neighbourhood(Database, Clock), new Giving(Database, Clock));
    }

    [Fact]
    public async Task A_neighbour_reads_what_it_is_and_no_name_and_the_coordinator_reads_the_name()
    {
        var area = await people.AreaAsync();
        var giver = await people.HelperAsync("Deniz", areaId: area.Id);
        var offerId = await giving.OfferAsync(giver, Giving.Rice with { AreaId = area.Id });
        var neighbour = Neighbourhood.ActorOf(await people.MemberAsync());
        var coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);

        (await ListAsync(neighbour)).Should().ContainSingle().Which.Should().Match<OfferCard>(c => c.Words == "Basmati, unopened" && c.Area == "Canal Side" && c.Giver == null);
        (await giving.SeenAsync(neighbour, offerId)).Should().Match<OfferDetails>(o => o.Face == OfferFace.Neighbour && o.CanAsk && o.Card.Giver == null && o.Gifts.Count == 0);
        (await ListAsync(coordinator)).Single().Giver.Should().Be("Deniz");
        (await giving.SeenAsync(coordinator, offerId))!.Face.Should().Be(OfferFace.Coordinator);
        (await ListAsync(Neighbourhood.ActorOf(giver))).Should().BeEmpty("one's own stand on one's own page");
        (await ListAsync(Actor.Visitor)).Should().BeEmpty();
        (await giving.SeenAsync(Actor.Visitor, offerId)).Should().BeNull();
    }

    [Fact]
    public async Task A_coordinator_of_another_area_reads_no_more_than_a_neighbour()
    {
        var (here, there) = (await people.AreaAsync(), await people.AreaAsync("Elm Park", 9_500));
        var offerId = await giving.OfferAsync(await people.HelperAsync("Deniz", areaId: here.Id), Giving.Rice with { AreaId = here.Id });
        var elsewhere = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator) with { Areas = new HashSet<Guid> { there.Id } };

        (await giving.SeenAsync(elsewhere, offerId))!.Card.Giver.Should().BeNull();
    }

    [Fact]
    public async Task An_offer_of_somebody_on_either_side_of_a_block_is_not_there()
    {
        var (giver, neighbour, other) = (await people.HelperAsync(), await people.MemberAsync(), await people.MemberAsync("Rahel"));
        var offerId = await giving.OfferAsync(giver);
        await people.KeepAsync(Block.Between(neighbour.Id, giver.Id, Now), Block.Between(giver.Id, other.Id, Now));
        foreach (var member in new[] { neighbour, other })
        {
            (await ListAsync(Neighbourhood.ActorOf(member))).Should().BeEmpty();
            (await giving.SeenAsync(Neighbourhood.ActorOf(member), offerId)).Should().BeNull();
            (await giving.AskAsync(Neighbourhood.ActorOf(member), offerId)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await NearAsync(Neighbourhood.ActorOf(member), "food-parcel", null)).Givers.Should().Be(0);
        }
    }

    [Fact]
    public async Task A_discreet_kind_is_heard_of_only_by_who_may_do_it_and_by_coordinators()
    {
        var giver = await people.HelperAsync("Zainab", Vetting.Checked);
        var offerId = await giving.OfferAsync(giver, Giving.Rice with { KindId = "place-to-stay", Quantity = null });

        (await giving.SeenAsync(Neighbourhood.ActorOf(await people.MemberAsync()), offerId)).Should().BeNull();
        (await giving.SeenAsync(Neighbourhood.ActorOf(await people.HelperAsync()), offerId)).Should().BeNull();
        (await giving.SeenAsync(Neighbourhood.ActorOf(await people.HelperAsync("Rosa", Vetting.Checked)), offerId)).Should().NotBeNull();
        (await giving.SeenAsync(Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator), offerId)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_giver_who_rests_is_not_asked_for_anything()
    {
        var giver = await people.HelperAsync(restUntil: new DateOnly(2026, 5, 20));
        var offerId = await giving.OfferAsync(giver);
        var neighbour = Neighbourhood.ActorOf(await people.MemberAsync());

        (await giving.SeenAsync(neighbour, offerId)).Should().BeNull();
        Clock.Advance(TimeSpan.FromDays(3));
        (await giving.SeenAsync(neighbour, offerId)).Should().NotBeNull();
    }

    [Theory]
    [InlineData("food-parcel", 4, 0)]
    [InlineData("food-parcel", 5, 5)]
    [InlineData("childcare", 6, 0)]
    [InlineData("place-to-stay", 6, 0)]
    public async Task A_visitor_is_told_numbers_from_five_on_and_nothing_of_sensitive_kinds(string kind, int givers, int told)
    {
        for (var i = 0; i < givers; i++)
        {
            await giving.OfferAsync(await people.HelperAsync($"Giver {i}", Vetting.Checked), Giving.Rice with { KindId = kind });
        }

        (await giving.WithAsync<OfferQueries, IReadOnlyList<KindCount>>(q => q.ToldToAnybodyAsync())).Sum(c => c.Givers).Should().Be(told);
        (await NearAsync(Actor.Visitor, kind, null)).Should().Be(new GiversNear(told, false));
    }

    [Fact]
    public async Task Near_means_the_area_and_those_whose_centres_are_within_two_kilometres_and_people_are_counted_not_offers()
    {
        var (here, next, far) = (await people.AreaAsync(), await people.AreaAsync("Millgate", 2_400), await people.AreaAsync("Elm Park", 9_500));
        foreach (var area in new[] { here, here, next, far })
        {
            await giving.OfferAsync(await people.HelperAsync(areaId: area.Id), Giving.Rice with { AreaId = area.Id });
        }

        var twice = await people.HelperAsync("Mei");
        await giving.OfferAsync(twice, Giving.Rice with { AreaId = here.Id });
        await giving.OfferAsync(twice, Giving.Rice with { AreaId = here.Id });
        var member = Neighbourhood.ActorOf(await people.MemberAsync());

        (await NearAsync(member, "food-parcel", here.Id)).Should().Be(new GiversNear(4, true));
        (await NearAsync(member, "food-parcel", far.Id)).Givers.Should().Be(1);
        (await NearAsync(member, "food-parcel", null)).Givers.Should().Be(5);
        (await NearAsync(member, "groceries", here.Id)).Should().Be(new GiversNear(0, false));
    }

    [Theory]
    [InlineData(Vetting.Approved, 2, 2)]
    [InlineData(Vetting.New, 4, null)]
    [InlineData(Vetting.New, 5, 5)]
    public async Task An_offers_page_tells_how_many_needs_near_it_fits_as_far_as_the_giver_may_know(Vetting vetting, int needs, int? told)
    {
        var area = await people.AreaAsync();
        var asker = await people.MemberAsync();
        for (var i = 0; i < needs; i++)
        {
            await people.NeedAsync(asker.Id, "food-parcel", areaId: area.Id);
        }

        await people.NeedAsync(asker.Id, areaId: area.Id);
        var giver = await people.HelperAsync(vetting: vetting);
        var offerId = await giving.OfferAsync(giver, Giving.Rice with { AreaId = area.Id });

        (await giving.SeenAsync(Neighbourhood.ActorOf(giver), offerId))!.NeedsNearby.Should().Be(told);
    }

    [Fact]
    public async Task The_list_is_filtered_and_read_in_stretches_without_losing_or_repeating_any()
    {
        var area = await people.AreaAsync();
        var giver = await people.HelperAsync();
        for (var i = 0; i < 15; i++)
        {
            await giving.OfferAsync(giver, Giving.Rice with { AreaId = i % 2 == 0 ? area.Id : null });
        }

        await giving.OfferAsync(giver, Giving.Rice with { KindId = "groceries" });
        var neighbour = Neighbourhood.ActorOf(await people.MemberAsync());
        var first = await SliceAsync(neighbour, new OfferFilter("food-parcel"));
        var second = await SliceAsync(neighbour, new OfferFilter("food-parcel"), first.Value.Older);

        first.Value.Rows.Should().HaveCount(OfferQueries.PageSize);
        first.Value.Rows.Concat(second.Value.Rows).Select(c => c.Id).Should().OnlyHaveUniqueItems().And.HaveCount(15);
        second.Value.Older.Should().BeNull();
        (await SliceAsync(neighbour, new OfferFilter(Area: area.Id))).Value.Rows.Should().HaveCount(8);
        (await SliceAsync(neighbour, new OfferFilter("gold"))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await SliceAsync(neighbour, new OfferFilter("place-to-stay"))).Refusal!.Kind.Should().Be(RefusalKind.Invalid, "a hidden kind is as unknown as a missing one");
        (await SliceAsync(neighbour, new OfferFilter(), "no such place")).Value.Rows.Should().HaveCount(OfferQueries.PageSize);
    }

    private Task<GiversNear> NearAsync(Actor actor, string kind, Guid? areaId) => giving.WithAsync<OffersNearby, GiversNear>(n => n.CountAsync(actor, kind, areaId));

    private Task<Result<Slice<OfferCard>>> SliceAsync(Actor actor, OfferFilter filter, string? older = null) =>
        giving.WithAsync<OfferQueries, Result<Slice<OfferCard>>>(q => q.ListAsync(actor, filter, older));

    private async Task<IReadOnlyList<OfferCard>> ListAsync(Actor actor) => (await SliceAsync(actor, new OfferFilter())).Value.Rows;
}
