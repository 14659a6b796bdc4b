using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Bench;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class MatchQueriesTests : DatabaseTest
{
    private static readonly DateOnly Monday = new(2026, 5, 18);
    private static readonly NpgsqlPoint OneKmEast = new(1_500, 500);
    private static readonly NpgsqlPoint FarAway = new(40_500, 500);

    private Neighbourhood people = null!;
    private Member asker = null!;
    private Actor coordinator = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        asker = await people.MemberAsync();
        coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
    }

    [Fact]
    public async Task The_nearer_helper_comes_first_with_reasons_band_and_load()
    {
        await people.HelperAsync("Mei", point: OneKmEast, radius: 2_000);
        var near = await people.HelperAsync("Luis", radius: 2_000, capacity: 2);
        var need = await people.NeedAsync(asker.Id);

        var found = await HelpersAsync(need);

        found.Helpers.Select(h => h.Name).Should().Equal("Luis", "Mei");
        found.LeftOut.Should().BeEmpty();
        var luis = found.Helpers[0];
        luis.MemberId.Should().Be(near.Id);
        luis.Band.Should().Be(DistanceBand.UnderOne);
        (luis.HeldThatWeek, luis.WeeklyCapacity).Should().Be((0, 2));
        luis.Reasons.For.Select(r => r.ToString()).Should().Equal("under 1 km away", "speaks English");
    }

    [Fact]
    public async Task Those_left_out_nearby_are_named_with_the_reason_and_those_out_of_reach_are_not_there()
    {
        var full = await people.HelperAsync("Deniz", capacity: 1);
        var other = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(other.Id, n => n.Take(n.Parts[0].Id, full.Id, Monday, null, Now));
        await people.HelperAsync("Jonah", restUntil: Monday.AddDays(14));
        await people.HelperAsync("Halima", languages: "so");
        await people.HelperAsync("Marek", vetting: Vetting.New);
        await people.HelperAsync("Sefa", hours: new System.Collections.BitArray(168));
        await people.HelperAsync("Ines", point: FarAway);
        await people.HelperAsync("Tomasz", kinds: 1L << 5);
        var need = await people.NeedAsync(asker.Id, "ride");

        var found = await HelpersAsync(need);

        found.Helpers.Should().BeEmpty();
        found.LeftOut.ToDictionary(l => l.Name!, l => l.Why.ToString()).Should().Equal(new Dictionary<string, string>
        {
            ["Deniz"] = "at the limit set for that week (1 of 1)",
            ["Jonah"] = "resting until 06/01/2026",
            ["Halima"] = "speaks none of the languages asked for",
            ["Marek"] = "nobody has talked with them yet",
            ["Sefa"] = "not free at that time",
        });
    }

    [Fact]
    public async Task A_blocked_helper_has_no_name_at_the_desk_and_never_sees_the_need_whoever_blocked()
    {
        foreach (var blocksFirst in new[] { true, false })
        {
            var helper = await people.HelperAsync("Pat");
            var blocked = await people.MemberAsync();
            var need = await people.NeedAsync(blocked.Id);
            await people.KeepAsync(blocksFirst ? Block.Between(blocked.Id, helper.Id, Now) : Block.Between(helper.Id, blocked.Id, Now));

            var found = await HelpersAsync(need);

            found.Helpers.Select(h => h.MemberId).Should().NotContain(helper.Id);
            found.LeftOut.Should().ContainEquivalentOf(new LeftOutHelper(null, null, Phrase.Of("asked not to be paired here")));
            (await NeedsAsync(helper)).Select(n => n.NeedId).Should().NotContain(need.Id);
        }
    }

    [Fact]
    public async Task Somebody_who_was_asked_before_is_not_asked_again()
    {
        var helper = await people.HelperAsync();
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Invite(n.Parts[0].Id, helper.Id, Monday, Now, Now.AddDays(1)));

        var found = await HelpersAsync(need);

        found.Helpers.Should().BeEmpty();
        found.LeftOut.Should().ContainSingle().Which.Why.Should().Be(Phrase.Of("has been asked already"));
        (await NeedsAsync(helper)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_who_both_said_they_would_like_to_meet_again_are_brought_together_first()
    {
        var known = await people.HelperAsync("Deniz");
        await people.HelperAsync("Luis");
        for (var i = 0; i < 2; i++)
        {
            var earlier = await people.NeedAsync(asker.Id);
            await people.ChangeAsync(earlier.Id, n =>
            {
                var claim = n.Take(n.Parts[0].Id, known.Id, Monday.AddDays(-14), null, Now).Value;
                n.Report(claim.Id, Outcome.Done, fromHelper: true, Now);
                claim.MeetAgain(true, fromHelper: true);
                return claim.MeetAgain(true, fromHelper: false);
            });
        }

        var need = await people.NeedAsync(asker.Id);

        var found = await HelpersAsync(need);

        found.Helpers[0].Name.Should().Be("Deniz");
        found.Helpers[0].Reasons.For.Should().Contain(Phrase.Of("has helped them before"));
    }

    [Theory]
    [InlineData(true, null, true, false)]
    [InlineData(null, true, true, false)]
    [InlineData(null, null, true, false)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(true, true, true, true)]
    public async Task One_yes_alone_counts_for_nothing_and_one_no_keeps_the_two_apart_quietly(bool? helperSays, bool? askerSays, bool proposed, bool known)
    {
        var helper = await people.HelperAsync("Deniz");
        var earlier = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(earlier.Id, n =>
        {
            var claim = n.Take(n.Parts[0].Id, helper.Id, Monday.AddDays(-14), null, Now).Value;
            n.Report(claim.Id, Outcome.Done, fromHelper: true, Now);
            n.Report(claim.Id, Outcome.Done, fromHelper: false, Now);
            _ = helperSays is { } one ? claim.MeetAgain(one, fromHelper: true) : Result.Done;
            return askerSays is { } other ? claim.MeetAgain(other, fromHelper: false) : Result.Done;
        });
        var need = await people.NeedAsync(asker.Id);

        var found = await HelpersAsync(need);

        found.Helpers.Select(h => h.Name).Should().Equal(proposed ? ["Deniz"] : Array.Empty<string>());
        found.Helpers.Any(h => h.Reasons.For.Contains(Phrase.Of("has helped them before"))).Should().Be(known);
        found.LeftOut.Should().NotContain(l => l.Name == "Deniz", "nobody learns who would rather not");
        (await NeedsAsync(helper)).Should().HaveCount(proposed ? 1 : 0);
    }

    [Fact]
    public async Task A_need_outside_the_coordinators_areas_and_one_that_is_closed_are_not_there()
    {
        var (mine, theirs) = (await people.AreaAsync("Canal Side"), await people.AreaAsync("Millgate"));
        var limited = coordinator with { Areas = new HashSet<Guid> { mine.Id } };
        var need = await people.NeedAsync(asker.Id, areaId: theirs.Id);
        var closed = await people.NeedAsync(asker.Id, areaId: mine.Id);
        await people.ChangeAsync(closed.Id, n => n.Withdraw(Now));
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        var matching = scope.ServiceProvider.GetRequiredService<MatchQueries>();

        foreach (var (actor, needId) in new[] { (limited, need.Id), (limited, closed.Id), (Neighbourhood.ActorOf(asker), need.Id), (Actor.Visitor, need.Id) })
        {
            (await matching.HelpersForAsync(actor, needId, null, 10)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        }

        (await matching.HelpersForAsync(coordinator, need.Id, null, 10)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_helper_sees_what_fits_the_more_urgent_first_with_one_sentence()
    {
        var helper = await people.HelperAsync(radius: 3_000, languages: ["en", "es"]);
        var calm = await people.NeedAsync(asker.Id);
        var urgent = await people.NeedAsync(
            asker.Id, point: OneKmEast, urgency: Urgency.Urgent, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, Monday.AddDays(1), new TimeOnly(9, 30))));
        await people.NeedAsync(asker.Id, "childcare");
        await people.NeedAsync(asker.Id, point: FarAway);
        await people.NeedAsync(asker.Id, draft: true);
        await people.NeedAsync(helper.Id);

        var found = await NeedsAsync(helper);

        found.Select(n => n.NeedId).Should().Equal(urgent.Id, calm.Id);
        found[0].Why.ToString().Should().Be("it’s 1 to 2 km from you, you’re free on Tuesday morning and you speak English");
        found[1].Why.ToString().Should().Be("it’s under 1 km from you and you speak English");
    }

    [Fact]
    public async Task A_need_known_by_its_area_alone_fits_the_helpers_of_that_area()
    {
        var area = await people.AreaAsync();
        var (here, elsewhere) = (await people.HelperAsync("Yusuf", areaId: area.Id), await people.HelperAsync("Mei"));
        var need = await people.NeedAsync(asker.Id, areaId: area.Id);
        await using (var db = Database.Context())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE need SET point = NULL WHERE id = {need.Id}");
        }

        (await NeedsAsync(here)).Should().ContainSingle().Which.Band.Should().BeNull();
        (await NeedsAsync(elsewhere)).Should().BeEmpty();
        (await HelpersAsync(need)).Helpers.Select(h => h.Name).Should().Equal("Yusuf");
    }

    [Fact]
    public async Task A_third_match_in_a_week_of_two_is_never_proposed_and_the_need_page_says_why()
    {
        var helper = await people.HelperAsync(capacity: 2);
        for (var i = 0; i < 2; i++)
        {
            var taken = await people.NeedAsync(asker.Id);
            await people.ChangeAsync(taken.Id, n => n.Take(n.Parts[0].Id, helper.Id, Monday, null, Now));
        }

        var need = await people.NeedAsync(asker.Id);
        var nextWeek = await people.NeedAsync(asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, Monday.AddDays(8))));

        (await NeedsAsync(helper)).Select(n => n.NeedId).Should().Equal(nextWeek.Id);
        (await HelpersAsync(need)).Helpers.Should().BeEmpty();
        (await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(helper), need.Id))).Should().ContainSingle()
            .Which.WhyNot.Should().Be(Phrase.Of("your limit for that week is reached ({0} of {1})", 2, 2));
    }

    [Fact]
    public async Task Each_part_of_a_need_fits_or_says_why_not()
    {
        var helper = await people.HelperAsync(kinds: 1);
        var need = await people.NeedAsync(asker.Id, parts: [new NewPart("groceries", "Shop", PartTime.Whenever), new NewPart("cooked-meal", "Cook", PartTime.Whenever)]);

        var fits = await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(helper), need.Id));

        fits.Select(f => f.Fits).Should().Equal(true, false);
        fits[1].WhyNot.Should().Be(Phrase.Of("it isn’t among the kinds of help you ticked"));
        (await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(asker), need.Id))).Should().BeEmpty("the asker has no helper profile");
    }

    [Fact]
    public async Task After_losing_a_race_the_nearest_other_need_is_offered()
    {
        var helper = await people.HelperAsync();
        var lost = await people.NeedAsync(asker.Id);
        var urgentButFurther = await people.NeedAsync(asker.Id, point: new NpgsqlPoint(3_500, 500), urgency: Urgency.Critical);
        var near = await people.NeedAsync(asker.Id);

        (await ReadAsync(m => m.NearestNextAsync(Neighbourhood.ActorOf(helper), lost.Id)))!.NeedId.Should().Be(near.Id);
        await people.ChangeAsync(near.Id, n => n.Withdraw(Now));
        (await ReadAsync(m => m.NearestNextAsync(Neighbourhood.ActorOf(helper), lost.Id)))!.NeedId.Should().Be(urgentButFurther.Id);
        await people.ChangeAsync(urgentButFurther.Id, n => n.Withdraw(Now));
        (await ReadAsync(m => m.NearestNextAsync(Neighbourhood.ActorOf(helper), lost.Id))).Should().BeNull();
    }

    [Fact]
    public async Task The_longest_reach_there_is_finds_both_ways()
    {
        var helper = await people.HelperAsync(point: new NpgsqlPoint(15_500, 500), radius: HelperProfile.MaxRadius);
        var need = await people.NeedAsync(asker.Id);

        (await HelpersAsync(need)).Helpers.Should().ContainSingle().Which.Band.Should().Be(DistanceBand.OverFive);
        (await NeedsAsync(helper)).Should().ContainSingle().Which.NeedId.Should().Be(need.Id);
    }

    [Fact]
    public async Task What_the_database_narrows_to_is_what_the_rules_allow_in_a_whole_town()
    {
        await CrowdedTown.FillAsync(Database.ConnectionString, needs: 20, helpers: 50);
        await using var db = Database.Context();
        var (needIds, helperIds) = (await db.Needs.Select(n => n.Id).ToListAsync(), await db.HelperProfiles.Select(p => p.MemberId).ToListAsync());
        var (allowed, forNeeds, forHelpers) = (new HashSet<(Guid, Guid)>(), new HashSet<(Guid, Guid)>(), new HashSet<(Guid, Guid)>());

        await ReadAsync(async matching =>
        {
            foreach (var needId in needIds)
            {
                forNeeds.UnionWith((await matching.HelpersForAsync(coordinator, needId, null, 1_000)).Value.Helpers.Select(h => (h.MemberId, needId)));
            }

            foreach (var actor in helperIds.Select(id => new Actor { MemberId = id }))
            {
                forHelpers.UnionWith((await matching.NeedsForAsync(actor, 1_000)).Select(n => (actor.MemberId!.Value, n.NeedId)));
                foreach (var needId in needIds)
                {
                    // Reads the one need by its id, without any narrowing.
                    allowed.UnionWith((await matching.FitsAsync(actor, needId)).Where(f => f.Fits).Select(_ => (actor.MemberId!.Value, needId)));
                }
            }

            return true;
        });

        allowed.Should().NotBeEmpty();
        forNeeds.SetEquals(allowed).Should().BeTrue();
        forHelpers.SetEquals(allowed).Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_was_invited_twice_in_a_week_comes_after_a_neighbour_like_them_and_it_is_said()
    {
        var asked = await people.HelperAsync("Luis");
        await people.HelperAsync("Mei");
        foreach (var other in new[] { await people.NeedAsync(asker.Id), await people.NeedAsync(asker.Id) })
        {
            await people.ChangeAsync(other.Id, n => n.Invite(n.Parts[0].Id, asked.Id, Monday, Now, Now.AddHours(4)));
        }

        var need = await people.NeedAsync(asker.Id);
        var found = await HelpersAsync(need);
        found.Helpers.Select(h => h.Name).Should().Equal("Mei", "Luis");
        found.Helpers[1].Reasons.Caution!.ToString().Should().Be("has been asked 2 times in the last seven days");

        Clock.Advance(TimeSpan.FromDays(8));
        (await HelpersAsync(need)).Helpers.Should().OnlyContain(h => h.Reasons.Caution == null);
    }

    [Fact]
    public async Task What_the_last_plans_lacked_keeps_a_helper_in_reserve_and_an_empty_table_changes_nothing()
    {
        var area = await people.AreaAsync();
        await people.HelperAsync("Luis", areaId: area.Id, kinds: 0b11);
        await people.HelperAsync("Mei", areaId: area.Id, kinds: 0b101, point: OneKmEast);
        var need = await people.NeedAsync(asker.Id, areaId: area.Id);
        (await HelpersAsync(need)).Helpers.Select(h => h.Name).Should().Equal("Luis", "Mei");

        await using (var db = Database.Context())
        {
            db.HelpPrices.AddRange(Enumerable.Range(0, 28).Select(slot => HelpPrice.Of(area.Id, 1, slot, 200, Now)));
            await db.SaveChangesAsync();
        }

        var found = await HelpersAsync(need);
        found.Helpers.Select(h => h.Name).Should().Equal("Mei", "Luis");
        found.Helpers[1].Reasons.Caution!.ToString().Should().Be("is wanted for something scarcer at that time");
    }

    [Fact]
    public async Task Moving_inside_a_square_kilometre_changes_not_a_byte_of_any_answer()
    {
        var luis = await people.HelperAsync("Luis", point: new(1_010, 1_990), radius: 2_000);
        await people.HelperAsync("Mei", point: new(2_990, 1_010), radius: 1_500);
        var need = await people.NeedAsync(asker.Id, point: new(10, 10));
        var other = await people.NeedAsync(asker.Id, point: new(2_990, 2_990));
        var before = await EverythingAsync();

        // To the far corner of the same square.
        await using (var db = Database.Context())
        {
            foreach (var profile in await db.HelperProfiles.ToListAsync())
            {
                var moved = profile.MemberId == luis.Id ? new NpgsqlPoint(1_999, 1_000) : new NpgsqlPoint(2_000, 1_999);
                profile.Offer(profile.Kinds, profile.Hours, profile.Radius, profile.WeeklyCapacity, moved).Ok.Should().BeTrue();
            }

            await db.SaveChangesAsync();
        }

        (await EverythingAsync()).Should().Be(before);
        need.Point.Should().Be((await people.NeedAsync(asker.Id, point: new(999, 999))).Point, "a need keeps its square and nothing finer");
        other.Point.Should().Be(new NpgsqlPoint(2_500, 2_500));

        async Task<string> EverythingAsync() => System.Text.Json.JsonSerializer.Serialize(new
        {
            Helpers = await HelpersAsync(need),
            Needs = await NeedsAsync(luis),
            Next = await ReadAsync(m => m.NearestNextAsync(Neighbourhood.ActorOf(luis), need.Id)),
            Fits = await ReadAsync(m => m.FitsAsync(Neighbourhood.ActorOf(luis), need.Id)),
        });
    }

    [Fact]
    public async Task A_visitor_and_a_member_who_does_not_help_get_no_suggestions()
    {
        await people.NeedAsync(asker.Id);

        (await ReadAsync(m => m.NeedsForAsync(Actor.Visitor, 10))).Should().BeEmpty();
        (await ReadAsync(m => m.NeedsForAsync(coordinator, 10))).Should().BeEmpty();
    }

    private Task<IReadOnlyList<NeedMatch>> NeedsAsync(Member helper) => ReadAsync(m => m.NeedsForAsync(Neighbourhood.ActorOf(helper), 10));

    private async Task<HelpersForPart> HelpersAsync(Need need) => (await ReadAsync(m => m.HelpersForAsync(coordinator, need.Id, null, 10))).Value;

    private async Task<T> ReadAsync<T>(Func<MatchQueries, Task<T>> read)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<MatchQueries>());
    }
}
