using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Offers;

/// <summary>"Ask for this": the need that comes of it, what is set aside, and what comes back.</summary>
public sealed class OfferAskingTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Giving giving = null!;
    private Member giver = null!;
    private Member asker = null!;
    private Guid offerId;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (people, giving) = (new Neighbourhood(Database, Clock), new Giving(Database, Clock));
        (giver, asker) = (await people.HelperAsync("Deniz"), await people.MemberAsync());
        offerId = await giving.OfferAsync(giver);
    }

    [Fact]
    public async Task Asking_makes_a_need_linked_to_the_offer_and_the_giver_is_asked_first_without_a_name()
    {
        var asked = await AskAsync(asker);

        await using var db = Database.Context();
        var need = await db.LoadNeedAsync(asked.NeedId);
        need.Should().Match<Need>(n => n.LinkedOfferId == offerId && n.LinkedAmount == 1 && n.KindId == "food-parcel" && n.Looking);
        need.Claims.Should().ContainSingle().Which.Should().Match<Claim>(c => c.HelperId == giver.Id && c.State == ClaimState.Invited && c.AnswerBy == Now.AddHours(24));
        (await db.Notices.SingleAsync(n => n.ToMemberId == giver.Id)).Kind.Should().Be(NoticeKind.OfferAskedFor);
        var ask = (await giving.SeenAsync(Neighbourhood.ActorOf(giver), offerId))!.Asks.Single();
        ask.Should().Match<AskForOffer>(a => a.Amount == 1 && a.CanPromise);
        (await giving.LoadAsync(offerId)).SetAside.Should().Be(0, "nothing is promised before the giver says yes");
        (await giving.SeenAsync(Neighbourhood.ActorOf(asker), offerId))!.MyNeedId.Should().Be(need.Id);
    }

    [Fact]
    public async Task A_yes_sets_it_aside_and_when_it_is_done_it_is_given_and_the_last_one_makes_it_gone()
    {
        var first = await AgreeAsync(asker);
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.SetAside == 1 && o.Left == 1 && o.Showing);
        var second = await AgreeAsync(await people.MemberAsync("Rahel"));
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.SetAside == 2 && o.Left == 0 && !o.Showing && o.State == OfferState.Open);

        foreach (var claim in new[] { first, second })
        {
            (await ReportAsync(claim, Outcome.Done)).Ok.Should().BeTrue();
        }

        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.Given == 2 && o.SetAside == 0 && o.State == OfferState.Gone);
        var gifts = (await giving.SeenAsync(Neighbourhood.ActorOf(giver), offerId))!.Gifts;
        gifts.Should().HaveCount(2).And.OnlyContain(g => g.Handed && g.Day == new DateOnly(2026, 5, 18));
    }

    [Fact]
    public async Task The_helper_who_agreed_reads_what_and_how_many_it_is_about()
    {
        var claim = await AgreeAsync(asker, "2");

        var details = await giving.WithAsync<ClaimQueries, ClaimDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(giver), claim));

        details!.What.Should().Be("bags of rice: 2");
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("released")]
    [InlineData("declined by the asker")]
    [InlineData("it didn't happen")]
    [InlineData("erased")]
    [InlineData("done, then it didn't happen after all")]
    public async Task When_the_need_ends_without_it_it_comes_back(string how)
    {
        var claim = await AgreeAsync(asker, "2");
        await using var db = Database.Context();
        var need = await db.Claims.Where(c => c.Id == claim).Select(c => c.NeedId).SingleAsync();
        var (own, me) = (OwnNeed.OfMember(need), Neighbourhood.ActorOf(asker));
        if (how.StartsWith("done", StringComparison.Ordinal))
        {
            await ReportAsync(claim, Outcome.Done);
            (await giving.LoadAsync(offerId)).State.Should().Be(OfferState.Gone);
        }

        var ended = how switch
        {
            "withdrawn" or "erased" => await giving.WithAsync<AskerService, Result>(s => s.EraseAsync(me, own)),
            "released" => await giving.WithAsync<ClaimService, Result>(s => s.ReleaseAsync(Neighbourhood.ActorOf(giver), claim)),
            "declined by the asker" => await giving.WithAsync<AskerService, Result>(s => s.DeclineAsync(me, own, claim, neverAgain: false)),
            _ => await giving.WithAsync<AskerService, Result>(s => s.DidntHappenAsync(me, own)),
        };

        ended.Ok.Should().BeTrue();
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.SetAside == 0 && o.Given == 0 && o.Left == 2 && o.Showing && o.Gifts.Count == 0);
    }

    [Fact]
    public async Task A_no_needs_no_reason_the_need_stays_open_to_others_and_the_neighbour_hears_kindly()
    {
        var asked = await AskAsync(asker);
        var claim = await ClaimOfAsync(asked.NeedId);

        (await giving.WithAsync<ClaimService, Result>(c => c.DeclineAsync(Neighbourhood.ActorOf(giver), claim))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == asked.NeedId)).Looking.Should().BeTrue();
        (await db.Notices.SingleAsync(n => n.ToMemberId == asker.Id)).Kind.Should().Be(NoticeKind.OfferNotThisTime);
    }

    [Fact]
    public async Task A_giver_who_says_gone_answers_everybody_who_still_waits_and_keeps_what_is_promised()
    {
        await AgreeAsync(asker);
        var rahel = await people.MemberAsync("Rahel");
        var waiting = await AskAsync(rahel);

        (await giving.WithAsync<OfferService, Result>(s => s.GoneAsync(Neighbourhood.ActorOf(giver), offerId))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.LoadNeedAsync(waiting.NeedId)).Claims.Single().State.Should().Be(ClaimState.Declined);
        (await db.Notices.SingleAsync(n => n.ToMemberId == rahel.Id)).Kind.Should().Be(NoticeKind.OfferNotThisTime);
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.State == OfferState.Gone && o.SetAside == 1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("0.5")]
    public async Task None_more_than_there_is_and_pieces_of_one_cannot_be_asked_for(string amount) =>
        (await giving.AskAsync(Neighbourhood.ActorOf(asker), offerId, amount)).Refusal!.Fields.Single().Field.Should().Be("Amount");

    [Fact]
    public async Task Ones_own_offer_and_one_that_was_taken_back_meanwhile_cannot_be_asked_for()
    {
        (await giving.AskAsync(Neighbourhood.ActorOf(giver), offerId)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        var begun = await giving.WithAsync<OfferAsking, Result<PostNeed>>(a => a.BeginAsync(Neighbourhood.ActorOf(asker), offerId, null, null));
        await giving.WithAsync<OfferService, Result>(s => s.TakeBackAsync(Neighbourhood.ActorOf(giver), offerId));

        var late = await giving.PostAsync(Neighbourhood.ActorOf(asker), begun.Value);

        late.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await giving.PostAsync(Neighbourhood.ActorOf(asker), begun.Value with { OfferId = null })).Ok.Should().BeTrue("the words go on without the offer");
    }

    [Fact]
    public async Task A_guest_can_have_the_nearest_giver_asked_first_and_a_draft_asks_once_a_coordinator_has_looked()
    {
        await using (var db = Database.Context())
        {
            (await db.Networks.SingleAsync()).ReviewGuests(true);
            await db.SaveChangesAsync();
        }

        var area = await people.AreaAsync();
        var near = await giving.OfferAsync(await people.HelperAsync("Linh"), Giving.Rice with { AreaId = area.Id });
        var posted = await giving.PostAsync(Actor.Visitor, PostNeed.Begin() with { KindId = "food-parcel", AreaId = area.Id, AskAGiver = true });

        await using var after = Database.Context();
        (await after.LoadNeedAsync(posted.Value.NeedId)).Should().Match<Need>(n => n.LinkedOfferId == near && n.State == NeedState.Draft && n.Claims.Count == 0);
        (await RunClockAsync()).Should().NotContainKey(nameof(OfferTimer), "nobody is asked before a coordinator has looked");
        var coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
        await giving.WithAsync<ReviewService, Result>(r => r.OpenAsync(coordinator, posted.Value.NeedId));

        (await RunClockAsync())[nameof(OfferTimer)].Should().Be(1);

        await using var asked = Database.Context();
        (await asked.LoadNeedAsync(posted.Value.NeedId)).Claims.Single().State.Should().Be(ClaimState.Invited);
        (await RunClockAsync()).Should().NotContainKey(nameof(OfferTimer));
    }

    [Fact]
    public async Task A_giver_whose_week_is_full_can_still_say_yes_to_what_they_offered_themselves()
    {
        var full = await people.HelperAsync("Farid", capacity: 0);
        var own = await giving.OfferAsync(full);
        var asked = await giving.AskAsync(Neighbourhood.ActorOf(asker), own);

        (await giving.SayYesAsync(full, await ClaimOfAsync(asked.Value.NeedId))).Value.State.Should().Be(ClaimState.Agreed);
    }

    [Fact]
    public async Task Two_yeses_at_the_same_moment_never_promise_more_than_there_is()
    {
        var claims = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            claims.Add(await ClaimOfAsync((await AskAsync(await people.MemberAsync($"Neighbour {i}"))).NeedId));
        }

        // As fast as fingers and two servers can be: in each round everybody who was refused presses again.
        var agreed = 0;
        for (var round = 0; round < 6; round++)
        {
            var answers = await Task.WhenAll(claims.Select(c => Task.Run(() => YesWithoutTheHelpersLockAsync(c))));
            agreed += answers.Count(a => a);
        }

        agreed.Should().Be(2, "there were two bags");
        (await giving.LoadAsync(offerId)).Should().Match<Offer>(o => o.SetAside == 2 && o.Left == 0 && o.Gifts.Count == 2);
        (await giving.SayYesAsync(giver, claims[0])).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    // Straight at the need, without the lock that ClaimService takes for each helper: what remains is the row's version and the database's rule.
    private async Task<bool> YesWithoutTheHelpersLockAsync(Guid claimId)
    {
        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Parts).Include(n => n.Claims).SingleAsync(n => n.Claims.Any(c => c.Id == claimId));
        return need.Take(need.Parts[0].Id, giver.Id, new DateOnly(2026, 5, 18), null, Now).Ok && (await Core.Data.SaveExtensions.SaveAsync(db)).Ok;
    }

    private Task<IReadOnlyDictionary<string, int>> RunClockAsync() => giving.WithAsync<NetworkTimers, IReadOnlyDictionary<string, int>>(t => t.RunAsync(Now));

    private async Task<PostedNeed> AskAsync(Member member, string? amount = null) => (await giving.AskAsync(Neighbourhood.ActorOf(member), offerId, amount)).Value;

    private async Task<Guid> AgreeAsync(Member member, string? amount = null)
    {
        var claim = await ClaimOfAsync((await AskAsync(member, amount)).NeedId);
        (await giving.SayYesAsync(giver, claim)).Value.State.Should().Be(ClaimState.Agreed);
        return claim;
    }

    private Task<Result> ReportAsync(Guid claim, Outcome outcome) =>
        giving.WithAsync<ClaimService, Result>(c => c.ReportAsync(Neighbourhood.ActorOf(giver), claim, outcome));

    private async Task<Guid> ClaimOfAsync(Guid needId)
    {
        await using var db = Database.Context();
        return await db.Claims.Where(c => c.NeedId == needId).Select(c => c.Id).SingleAsync();
    }
}
