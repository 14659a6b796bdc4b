using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

/// <summary>Story 27: the unmet need is looked for further around, or handed to a partner with a recorded yes.</summary>
public sealed class EscalationTests : DatabaseTest
{
    private static readonly DateOnly Today = new(2026, 5, 18);

    private Neighbourhood town = null!;
    private Member asker = null!;
    private Actor ana = null!;
    private Need need = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        town = new Neighbourhood(Database, Clock);
        asker = await town.MemberAsync();
        ana = Neighbourhood.ActorOf(await town.CoordinatorAsync(), Role.Coordinator);
        need = await town.NeedAsync(asker.Id);
    }

    [Fact]
    public async Task A_wider_search_finds_helpers_who_live_further_away_both_ways()
    {
        var far = await town.HelperAsync("Far", point: new NpgsqlPoint(4_500, 500), radius: 1_000);
        (await FittingAsync()).Should().BeEmpty();
        (await ForHelperAsync(far)).Should().BeEmpty();

        (await DoAsync(s => s.WidenAsync(ana, need.Id, 2_000))).Ok.Should().BeTrue();
        (await FittingAsync()).Should().BeEmpty("4 km are more than 1 and 2 and half a cell");
        (await DoAsync(s => s.WidenAsync(ana, need.Id, 5_000))).Ok.Should().BeTrue();
        (await FittingAsync()).Should().Equal(far.Id);
        (await ForHelperAsync(far)).Should().Equal(need.Id);

        await using var db = Database.Context();
        (await db.AuditEntries.Where(e => e.Deed == Deed.NeedWidened).OrderBy(e => e.Id).Select(e => e.Reason).ToListAsync()).Should().BeEquivalentTo("2 km", "5 km");
        (await TimelineAsync()).Should().Contain("The search goes further around");
    }

    [Fact]
    public async Task The_widest_search_reaches_beyond_the_longest_way_anybody_goes()
    {
        var far = await town.HelperAsync("Far", point: new NpgsqlPoint(HelperProfile.MaxRadius + 5_500, 500), radius: HelperProfile.MaxRadius);
        (await DoAsync(s => s.WidenAsync(ana, need.Id, 20_000))).Ok.Should().BeTrue();
        (await FittingAsync()).Should().Equal(far.Id);
        (await ForHelperAsync(far)).Should().Equal(need.Id);
    }

    [Fact]
    public async Task A_need_known_by_its_area_alone_is_looked_for_in_all_areas()
    {
        var (here, there) = (await town.AreaAsync("Here"), await town.AreaAsync("There"));
        var parent = await town.MemberAsync();
        need = await town.NeedAsync(parent.Id, areaId: here.Id);
        await using (var db = Database.Context())
        {
            await db.Needs.Where(n => n.Id == need.Id).ExecuteUpdateAsync(n => n.SetProperty(x => x.Point, (NpgsqlPoint?)null));
        }

        var far = await town.HelperAsync("Far", areaId: there.Id);
        (await FittingAsync()).Should().BeEmpty();
        (await DoAsync(s => s.WidenAsync(ana, need.Id, 2_000))).Ok.Should().BeTrue();
        (await FittingAsync()).Should().Equal(far.Id);
        (await ForHelperAsync(far)).Should().Contain(need.Id);
    }

    [Fact]
    public async Task Widening_refuses_a_width_that_is_none_one_that_is_no_wider_and_a_need_that_looks_for_nobody()
    {
        foreach (var none in new int?[] { null, 0, -1, 3_000 })
        {
            (await DoAsync(s => s.WidenAsync(ana, need.Id, none))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        }

        (await DoAsync(s => s.WidenAsync(ana, need.Id, 5_000))).Ok.Should().BeTrue();
        (await DoAsync(s => s.WidenAsync(ana, need.Id, 2_000))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await town.ChangeAsync(need.Id, n => n.Withdraw(Now));
        (await DoAsync(s => s.WidenAsync(ana, need.Id, 20_000))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_partner_gets_it_only_with_a_recorded_yes_and_everybody_is_told()
    {
        var (partner, yusuf) = (await PartnerAsync(), await town.HelperAsync());
        await town.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, yusuf.Id, Today, Now, Now.AddDays(1)));
        var yes = Yes(partner);
        (await DoAsync(s => s.ReferAsync(ana, need.Id, yes))).Ok.Should().BeTrue();
        (await DoAsync(s => s.ReferAsync(ana, need.Id, yes))).Ok.Should().BeTrue("the same form sent twice refers once");

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        (now.State, now.ClosedAt, now.Looking).Should().Be((NeedState.Referred, Now, false));
        var referral = await db.Referrals.SingleAsync();
        (referral.PartnerId, referral.SaidBy, referral.Via, referral.SaidOn, referral.RecordedById).Should().Be((partner, ConsentBy.Asker, ConsentVia.Phone, Today, ana.MemberId!.Value));
        (await db.Notices.Where(n => n.ToMemberId == asker.Id).Select(n => n.Kind).ToListAsync()).Should().Equal(NoticeKind.NeedReferred);
        (await db.Notices.Where(n => n.ToMemberId == yusuf.Id).Select(n => n.Kind).ToListAsync()).Should().Equal(NoticeKind.NeedClosed);
        (await TimelineAsync()).Should().Contain("Handed to a partner, with the neighbour’s yes");
    }

    [Fact]
    public async Task What_a_partner_could_not_do_opens_again_at_its_old_place()
    {
        await DoAsync(s => s.WidenAsync(ana, need.Id, 2_000));
        await DoAsync(async s => await s.ReferAsync(ana, need.Id, Yes(await PartnerAsync())));
        (await town.ChangeAsync(need.Id, n => n.Reopen(Now.AddDays(2)))).Ok.Should().BeTrue();
        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        (now.State, now.Looking, now.PostedAt).Should().Be((NeedState.Open, true, need.PostedAt));
    }

    [Fact]
    public async Task Without_a_whole_yes_nothing_goes_to_anybody()
    {
        var partner = await PartnerAsync();
        foreach (var (asked, field) in new[]
        {
            (Yes(partner) with { PartnerId = null }, "PartnerId"),
            (Yes(partner) with { PartnerId = Guid.NewGuid() }, "PartnerId"),
            (Yes(partner) with { SaidBy = null }, "SaidBy"),
            (Yes(partner) with { SaidBy = (ConsentBy)9 }, "SaidBy"),
            (Yes(partner) with { Via = null }, "Via"),
            (Yes(partner) with { SaidOn = null }, "SaidOn"),
            (Yes(partner) with { SaidOn = Today.AddDays(1) }, "SaidOn"),
            (Yes(partner) with { SaidOn = Today.AddDays(-1) }, "SaidOn"),
        })
        {
            (await DoAsync(s => s.ReferAsync(ana, need.Id, asked))).Refusal!.Fields.Should().ContainSingle().Which.Field.Should().Be(field);
        }

        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).State.Should().Be(NeedState.Open);
        (await db.Referrals.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Parts_that_have_a_helper_stay_with_the_helper()
    {
        need = await town.NeedAsync(asker.Id, parts: [new("groceries", null, PartTime.Whenever), new("cooked-meal", null, PartTime.Whenever)]);
        var yusuf = await town.HelperAsync();
        await town.ChangeAsync(need.Id, n => n.Take(n.Parts.Single(p => p.Position == 0).Id, yusuf.Id, Today, null, Now));
        (await DoAsync(async s => await s.ReferAsync(ana, need.Id, Yes(await PartnerAsync())))).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var now = await db.LoadNeedAsync(need.Id);
        now.State.Should().Be(NeedState.Agreed);
        now.Parts.OrderBy(p => p.Position).Select(p => p.State).Should().Equal(PartState.Filled, PartState.NotNeeded);
        now.Claims.Single().State.Should().Be(ClaimState.Agreed);

        // And then there is nothing left to hand over.
        (await DoAsync(async s => await s.ReferAsync(ana, need.Id, Yes(await PartnerAsync("Another"))))).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_area_does_either()
    {
        var (here, there) = (await town.AreaAsync("Here"), await town.AreaAsync("There"));
        need = await town.NeedAsync(asker.Id, areaId: here.Id);
        var partner = await PartnerAsync();
        var elsewhere = ana with { Areas = new HashSet<Guid> { there.Id } };
        foreach (var actor in new[] { elsewhere, Neighbourhood.ActorOf(asker), Neighbourhood.ActorOf(asker, Role.Administrator), Actor.Visitor })
        {
            (await DoAsync(s => s.WidenAsync(actor, need.Id, 2_000))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
            (await DoAsync(s => s.ReferAsync(actor, need.Id, Yes(partner)))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        }
    }

    [Fact]
    public async Task The_list_of_partners_is_short_and_kept_by_those_on_the_desk()
    {
        var food = await PartnerAsync("Food bank");
        (await PartnersAsync(p => p.AddAsync(ana, Guid.NewGuid(), "Food bank", null))).Refusal!.Fields.Single().Field.Should().Be("Name");
        (await PartnersAsync(p => p.AddAsync(ana, Guid.NewGuid(), " ", null))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await PartnersAsync(p => p.AddAsync(ana, Guid.NewGuid(), new string('x', 81), null))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await PartnersAsync(p => p.AddAsync(Neighbourhood.ActorOf(asker), Guid.NewGuid(), "Mine", null))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await PartnersAsync(p => p.TakeOffAsync(ana, food))).Ok.Should().BeTrue();
        (await PartnersAsync(p => p.TakeOffAsync(ana, food))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await PartnersAsync(p => p.AddAsync(ana, Guid.NewGuid(), "Food bank", "Parcels"))).Ok.Should().BeTrue("a name that is free again can be used");
        (await DoAsync(s => s.ReferAsync(ana, need.Id, Yes(food)))).Refusal!.Fields.Single().Field.Should().Be("PartnerId");
    }

    private static ReferNeed Yes(Guid partner) => new(Guid.NewGuid(), partner, ConsentBy.Asker, ConsentVia.Phone, Today);

    private async Task<Guid> PartnerAsync(string name = "Eastside Neighbours")
    {
        (await PartnersAsync(p => p.AddAsync(ana, Guid.NewGuid(), name, "Interpreting"))).Ok.Should().BeTrue();
        await using var db = Database.Context();
        return await db.Partners.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
    }

    private async Task<List<Guid>> FittingAsync() =>
        [.. (await AskAsync<MatchQueries, Result<HelpersForPart>>(m => m.HelpersForAsync(ana, need.Id, null, 8))).Value.Helpers.Select(h => h.MemberId)];

    private async Task<List<Guid>> ForHelperAsync(Member helper) =>
        [.. (await AskAsync<MatchQueries, IReadOnlyList<NeedMatch>>(m => m.NeedsForAsync(Neighbourhood.ActorOf(helper), 8))).Select(n => n.NeedId)];

    private async Task<List<string>> TimelineAsync() =>
        [.. (await AskAsync<NeedTimeline, IReadOnlyList<TimelineRow>>(t => t.ReadAsync(need.Id, NeedFace.Coordinator, []))).Select(r => r.Words.Text)];

    private Task<Result> DoAsync(Func<EscalationService, Task<Result>> verb) => AskAsync(verb);

    private Task<Result> PartnersAsync(Func<PartnerService, Task<Result>> verb) => AskAsync(verb);

    private async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
