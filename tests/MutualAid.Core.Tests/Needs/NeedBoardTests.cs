using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class NeedBoardTests : DatabaseTest
{
    private static readonly NeedFilter Everything = new();

    private Neighbourhood people = null!;
    private Member asker = null!;
    private Member helper = null!;
    private ServiceProvider services = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync();
        helper = await people.HelperAsync(vetting: Vetting.Approved);
        services = Database.Services(Clock);
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Older_goes_on_where_the_last_stretch_ended_without_a_gap_or_a_repeat()
    {
        var posted = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            // Two at a time at the very same instant: the id decides between them.
            posted.Add((await people.NeedAsync(asker.Id)).Id);
            Clock.Advance(TimeSpan.FromMinutes(i % 2));
        }

        var (seen, older, stretches) = (new List<NeedCard>(), (string?)null, 0);
        do
        {
            var slice = (await OpenAsync(helper, Everything, older)).Value;
            seen.AddRange(slice.Rows);
            older = slice.Older;
            stretches++;
        }
        while (older is not null);

        stretches.Should().Be(3);
        seen.Select(c => c.Id).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(posted);
        seen.Should().BeInDescendingOrder(c => c.PostedAt);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1-2")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    [InlineData("9223372036854775807-00000000000000000000000000000000")]
    public async Task An_odd_key_begins_at_the_newest(string older)
    {
        await people.NeedAsync(asker.Id);

        (await OpenAsync(helper, Everything, older)).Value.Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task Filters_by_kind_area_urgency_and_language_each_keep_what_they_say()
    {
        var (canal, mill) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"));
        var ride = await people.NeedAsync(asker.Id, "ride", areaId: canal.Id);
        var urgent = await people.NeedAsync(asker.Id, "groceries", areaId: mill.Id, urgency: Urgency.Urgent);

        (await IdsAsync(Everything)).Should().BeEquivalentTo([ride.Id, urgent.Id]);
        (await IdsAsync(new NeedFilter(Kind: "ride"))).Should().Equal(ride.Id);
        (await IdsAsync(new NeedFilter(Area: mill.Id))).Should().Equal(urgent.Id);
        (await IdsAsync(new NeedFilter(Urgency: Urgency.Urgent))).Should().Equal(urgent.Id);
        (await IdsAsync(new NeedFilter(Language: "en"))).Should().HaveCount(2);
        (await IdsAsync(new NeedFilter(Language: "so"))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_kind_an_area_and_a_language_that_do_not_exist_are_each_said_beside_their_field()
    {
        var refused = await OpenAsync(helper, new NeedFilter("flying", Guid.NewGuid(), null, "xx"));

        refused.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        refused.Refusal.Fields.Select(f => f.Field).Should().Equal("Kind", "Area", "Language");
    }

    [Fact]
    public async Task A_kind_hidden_from_somebody_is_as_unknown_to_the_filter_as_one_that_never_was()
    {
        await people.NeedAsync(asker.Id, "listening");

        (await OpenAsync(helper, new NeedFilter(Kind: "listening"))).Refusal!.Fields.Should().BeEquivalentTo(
            (await OpenAsync(helper, new NeedFilter(Kind: "flying"))).Refusal!.Fields);
    }

    [Fact]
    public async Task A_kind_that_needs_a_check_is_shown_as_such_and_a_discreet_one_not_at_all()
    {
        var childcare = await people.NeedAsync(asker.Id, "childcare");
        await people.NeedAsync(asker.Id, "listening");

        var cards = (await OpenAsync(helper, Everything)).Value.Rows;

        cards.Should().ContainSingle().Which.Should().Match<NeedCard>(c => c.Id == childcare.Id && c.NeedsCheck);
        (await OpenAsync(await people.HelperAsync(vetting: Vetting.Checked), Everything)).Value.Rows.Should().HaveCount(2).And.NotContain(c => c.NeedsCheck);
    }

    [Fact]
    public async Task A_part_of_a_discreet_kind_leaves_no_trace_on_the_card_of_somebody_who_may_not_take_it()
    {
        await people.NeedAsync(asker.Id, "groceries", parts: [new NewPart("groceries", null, PartTime.Whenever), new NewPart("come-along", null, PartTime.Whenever)]);

        var card = (await OpenAsync(helper, Everything)).Value.Rows.Single();

        (card.Parts, card.PartsOpen, card.Title.ToString()).Should().Be((1, 1, "Groceries"));
    }

    [Fact]
    public async Task A_new_helper_a_member_and_a_visitor_have_no_list()
    {
        await people.NeedAsync(asker.Id);

        foreach (var actor in new[] { Neighbourhood.ActorOf(await people.HelperAsync(vetting: Vetting.New)), Neighbourhood.ActorOf(await people.MemberAsync("Ola")), Actor.Visitor })
        {
            (await With<NeedQueries, Result<Slice<NeedCard>>>(q => q.OpenAsync(actor, Everything))).Value.Rows.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_block_either_way_hides_a_need_from_list_page_and_count_alike()
    {
        var area = await people.AreaAsync();
        var (blocking, blocked) = (await people.MemberAsync("A"), await people.MemberAsync("B"));
        var needs = new[] { await people.NeedAsync(blocking.Id, areaId: area.Id), await people.NeedAsync(blocked.Id, areaId: area.Id) };
        await people.KeepAsync(Block.Between(blocking.Id, helper.Id, Now), Block.Between(helper.Id, blocked.Id, Now));
        var actor = Neighbourhood.ActorOf(helper);

        (await IdsAsync(Everything)).Should().BeEmpty();
        (await With<NeedCounts, int?>(c => c.CountAsync(actor, Everything))).Should().Be(0);
        (await With<NeedCounts, IReadOnlyList<AreaCount>>(c => c.ByAreaAsync(actor))).Single().Open.Should().Be(0);
        foreach (var need in needs)
        {
            (await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(actor, need.Id))).Should().BeNull();
            (await With<NeedPageQueries, NeedTaken?>(q => q.TakenAsync(actor, need.Id))).Should().BeNull();
        }
    }

    [Fact]
    public async Task Ones_own_need_is_not_in_ones_own_list_or_count()
    {
        await people.NeedAsync(helper.Id);

        (await IdsAsync(Everything)).Should().BeEmpty();
        (await With<NeedCounts, int?>(c => c.CountAsync(Neighbourhood.ActorOf(helper), Everything))).Should().Be(0);
    }

    [Fact]
    public async Task People_without_the_list_read_counts_only_from_five_on_and_never_of_discreet_kinds()
    {
        var (many, few, discreet) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"), await people.AreaAsync("Station"));
        for (var i = 0; i < 5; i++)
        {
            await people.NeedAsync(asker.Id, areaId: many.Id);
            await people.NeedAsync(asker.Id, "listening", areaId: discreet.Id);
        }

        await people.NeedAsync(asker.Id, areaId: few.Id);
        var member = Neighbourhood.ActorOf(await people.MemberAsync("Ola"));

        var counts = await With<NeedCounts, IReadOnlyList<AreaCount>>(c => c.ByAreaAsync(member));

        counts.Select(c => (c.Name, c.Open, c.OldestAt)).Should().Equal(("Canal Side", 5, null), ("Millgate", 0, null), ("Station", 0, null));
    }

    [Fact]
    public async Task The_tally_is_counted_at_most_once_in_thirty_seconds()
    {
        var actor = Neighbourhood.ActorOf(helper);
        await people.NeedAsync(asker.Id);
        (await With<NeedCounts, int?>(c => c.CountAsync(actor, Everything))).Should().Be(1);
        await people.NeedAsync(asker.Id);

        (await With<NeedCounts, int?>(c => c.CountAsync(actor, Everything))).Should().Be(1);
        Clock.Advance(NeedTally.Fresh);

        (await With<NeedCounts, int?>(c => c.CountAsync(actor, Everything))).Should().Be(2);
    }

    [Fact]
    public async Task The_coordinator_of_the_area_reads_name_and_words_and_another_one_does_not()
    {
        var (canal, mill) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"));
        var need = await people.NeedAsync(asker.Id, areaId: canal.Id);
        var own = new Actor { MemberId = (await people.CoordinatorAsync("Ana", canal.Id)).Id, Roles = new HashSet<Role> { Role.Coordinator }, Areas = new HashSet<Guid> { canal.Id } };
        var other = own with { MemberId = (await people.CoordinatorAsync("Bo", mill.Id)).Id, Areas = new HashSet<Guid> { mill.Id } };

        var near = await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(own, need.Id));
        var far = await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(other, need.Id));

        (near!.Face, near.AskerName, near.Words, near.Reference).Should().Be((NeedFace.Coordinator, "Samira", need.Words, need.Reference));
        (far!.Face, far.AskerName, far.Words, far.Reference).Should().Be((NeedFace.Helper, null, null, null));
    }

    [Fact]
    public async Task A_draft_is_for_its_coordinator_and_its_asker_alone()
    {
        var need = await people.NeedAsync(asker.Id, draft: true);
        var coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);

        (await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(helper), need.Id))).Should().BeNull();
        (await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(coordinator, need.Id)))!.Face.Should().Be(NeedFace.Coordinator);
        (await With<NeedPageQueries, NeedDetails?>(q => q.DetailsAsync(Neighbourhood.ActorOf(asker), need.Id)))!.Face.Should().Be(NeedFace.Asker);
    }

    [Fact]
    public async Task Every_way_of_looking_at_the_board_is_answered_by_an_index_whatever_the_number_of_needs()
    {
        var area = await people.AreaAsync();
        await FillAsync(area.Id, 20_000);
        await using var db = Database.Context();
        var viewer = await With<NeedViewers, NeedViewer>(v => v.ReadAsync(Neighbourhood.ActorOf(helper)));
        var older = Now.AddDays(-3);
        NeedFilter[] filters =
        [
            Everything, new(Kind: "ride"), new(Kind: "walk"), new(Area: area.Id), new(Kind: "ride", Area: area.Id), new(Urgency: Urgency.Critical), new(Language: "so"), new(Language: "en"),
        ];

        foreach (var filter in filters)
        {
            var board = NeedQueries.Filtered(db.Needs.OpenTo(viewer), filter).Where(n => n.PostedAt < older)
                .OrderByDescending(n => n.PostedAt).ThenByDescending(n => n.Id).Take(13).Select(n => n.Id);

            var plan = await ExplainAsync(db, board);

            plan.Should().NotContain("Seq Scan on need", $"the board with {filter} must not read every need:\n{plan}");
        }
    }

    private async Task FillAsync(Guid areaId, int count)
    {
        await using var db = Database.Context();
        await db.Database.ExecuteSqlAsync(
            $$"""
            INSERT INTO need (id, reference, status_key_hash, asker_id, kind_id, urgency, languages, area_id, point, choice, channel, state, looking, parts_wanted, parts_open, open_kinds, posted_at)
            SELECT gen_random_uuid(), lpad(i::text, 7, '0'), sha256(i::text::bytea), {{asker.Id}}, CASE WHEN i % 400 = 0 THEN 'walk' WHEN i % 4 = 0 THEN 'ride' ELSE 'groceries' END,
                   i % 4, CASE WHEN i % 500 = 0 THEN ARRAY['so'] ELSE ARRAY['en'] END, CASE WHEN i % 9 = 0 THEN {{areaId}}::uuid END, point(500, 500), 'FirstIsFine', 'Web', 'Open', true, 1, 1, ARRAY['groceries'],
                   {{Now}} - make_interval(mins => i)
            FROM generate_series(1, {{count}}) AS i
            """);
        await db.Database.ExecuteSqlAsync($"ANALYZE need");
    }

    private static async Task<string> ExplainAsync(MutualAidDb db, IQueryable<Guid> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
#pragma warning disable CA2100 // Made by EF from the query under test.
        command.CommandText = "EXPLAIN " + command.CommandText;
#pragma warning restore CA2100
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        return string.Join('\n', plan);
    }

    private Task<Result<Slice<NeedCard>>> OpenAsync(Member who, NeedFilter filter, string? older = null) =>
        With<NeedQueries, Result<Slice<NeedCard>>>(q => q.OpenAsync(Neighbourhood.ActorOf(who), filter, older));

    private async Task<IEnumerable<Guid>> IdsAsync(NeedFilter filter) => (await OpenAsync(helper, filter)).Value.Rows.Select(c => c.Id);

    private async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
