using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Desk;

public sealed class CallServiceTests : DatabaseTest
{
    private Neighbourhood Town => new(Database, Clock);

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_call_stands_on_the_timeline_with_who_rang_and_what_became_of_it()
    {
        var (ana, need) = (await CoordinatorAsync("Ana"), await NeedAsync());
        await LogAsync(ana, need.Id, CallOutcome.NoAnswer, Today.AddDays(1));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LogAsync(ana, need.Id, CallOutcome.Spoke);

        var opened = await RunAsync<DeskNeedQueries, DeskNeed?>(q => q.OpenAsync(ana, need.Id));
        opened!.Timeline.Select(t => t.Words.Text).Should().ContainInOrder("{0} rang, no answer. To ring again on {1}", "{0} rang and they spoke");
        opened.Timeline[^1].Words.Values.Should().Contain("Ana");
        opened.Note.RingAgainOn.Should().BeNull("a later call without a day takes the day away");
    }

    [Fact]
    public async Task Whoever_is_on_it_is_named_to_the_others_and_a_quarter_of_an_hour_frees_it_by_itself()
    {
        var (ana, bo, need) = (await CoordinatorAsync("Ana"), await CoordinatorAsync("Bo"), await NeedAsync());
        (await RunAsync<CallService, Result>(c => c.TakeAsync(ana, need.Id))).Ok.Should().BeTrue();

        var refused = await RunAsync<CallService, Result>(c => c.TakeAsync(bo, need.Id));
        refused.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        refused.Refusal.Why.ToString().Should().Be("Ana is on this just now.");
        (await NoteAsync(bo, need.Id)).Should().Match<DeskNote>(n => n.OnIt == "Ana" && !n.Mine && n.Until == Now + CallService.HeldFor);
        (await NoteAsync(ana, need.Id)).Mine.Should().BeTrue();

        Clock.Advance(CallService.HeldFor - TimeSpan.FromSeconds(1));
        (await NoteAsync(bo, need.Id)).OnIt.Should().Be("Ana");
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await NoteAsync(bo, need.Id)).OnIt.Should().BeNull();
        (await RunAsync<CallService, Result>(c => c.TakeAsync(bo, need.Id))).Ok.Should().BeTrue();
        (await NoteAsync(ana, need.Id)).OnIt.Should().Be("Bo");
    }

    [Fact]
    public async Task Of_twenty_who_press_at_the_same_moment_one_is_on_it()
    {
        var need = await NeedAsync();
        var all = new List<Actor>();
        for (var i = 0; i < 20; i++)
        {
            all.Add(await CoordinatorAsync($"C{i}"));
        }

        var answers = await Task.WhenAll(all.Select(a => RunAsync<CallService, Result>(c => c.TakeAsync(a, need.Id))));
        answers.Count(a => a.Ok).Should().Be(1);
        answers.Where(a => !a.Ok).Should().OnlyContain(a => a.Refusal!.Kind == RefusalKind.Conflict);
    }

    [Fact]
    public async Task Letting_go_frees_it_at_once_and_only_ones_own()
    {
        var (ana, bo, need) = (await CoordinatorAsync("Ana"), await CoordinatorAsync("Bo"), await NeedAsync());
        await RunAsync<CallService, Result>(c => c.TakeAsync(ana, need.Id));
        await RunAsync<CallService, Result>(c => c.LetGoAsync(bo, need.Id));
        (await NoteAsync(bo, need.Id)).OnIt.Should().Be("Ana");
        await RunAsync<CallService, Result>(c => c.LetGoAsync(ana, need.Id));
        (await NoteAsync(bo, need.Id)).OnIt.Should().BeNull();
    }

    [Fact]
    public async Task A_call_of_somebody_else_is_logged_and_leaves_who_is_on_it()
    {
        var (ana, bo, need) = (await CoordinatorAsync("Ana"), await CoordinatorAsync("Bo"), await NeedAsync());
        await LogAsync(ana, need.Id, CallOutcome.Voicemail);
        await LogAsync(bo, need.Id, CallOutcome.Spoke, Today.AddDays(2));
        (await NoteAsync(bo, need.Id)).Should().Match<DeskNote>(n => n.OnIt == "Ana" && n.RingAgainOn == Today.AddDays(2));
    }

    [Fact]
    public async Task What_is_due_stands_above_the_list_from_its_day_on_until_somebody_rings_or_it_is_over()
    {
        var area = await Town.AreaAsync();
        var ana = await CoordinatorAsync("Ana");
        var (first, second) = (await NeedAsync(area.Id), await NeedAsync());
        await LogAsync(ana, first.Id, CallOutcome.NoAnswer, Today.AddDays(2));
        await LogAsync(ana, second.Id, CallOutcome.NoAnswer, Today.AddDays(1));
        (await DueAsync(ana)).Should().BeEmpty();

        Clock.Advance(TimeSpan.FromDays(2));
        (await DueAsync(ana)).Should().Equal(second.Id, first.Id);
        (await DueAsync(ana with { Areas = new HashSet<Guid> { Guid.NewGuid() } })).Should().Equal([second.Id], "a need without an area is everybody's");
        (await DueAsync(ana with { Roles = new HashSet<Role>() })).Should().BeEmpty();
        await LogAsync(ana, second.Id, CallOutcome.Spoke);
        await Town.ChangeAsync(first.Id, n => n.Withdraw(Now));
        (await DueAsync(ana)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(61)]
    public async Task A_day_that_has_passed_or_is_far_away_is_refused_beside_its_field(int days)
    {
        var (ana, need) = (await CoordinatorAsync("Ana"), await NeedAsync());
        (await LogAsync(ana, need.Id, CallOutcome.Spoke, Today.AddDays(days))).Refusal!.Fields.Single().Field.Should().Be("RingAgain");
        (await LogAsync(ana, need.Id, null)).Refusal!.Fields.Single().Field.Should().Be("Call");
        (await LogAsync(ana, need.Id, (CallOutcome)9)).Refusal!.Fields.Single().Field.Should().Be("Call");
        await using var db = Database.Context();
        (await db.Calls.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task The_same_form_sent_at_once_and_again_is_logged_once_and_another_areas_coordinator_finds_nothing()
    {
        var area = await Town.AreaAsync();
        var (ana, need, operation) = (await CoordinatorAsync("Ana"), await NeedAsync(area.Id), Guid.NewGuid());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync<CallService, Result>(c => c.LogAsync(ana, need.Id, CallOutcome.Spoke, null, operation))));
        answers.Should().OnlyContain(a => a.Ok);
        await using var db = Database.Context();
        (await db.Calls.CountAsync()).Should().Be(1);

        var other = ana with { Areas = new HashSet<Guid> { Guid.NewGuid() } };
        (await LogAsync(other, need.Id, CallOutcome.Spoke)).Refusal.Should().Be(Refusal.NotFound);
        (await RunAsync<CallService, Result>(c => c.TakeAsync(other, need.Id))).Refusal.Should().Be(Refusal.NotFound);
    }

    private async Task<Need> NeedAsync(Guid? area = null) => await Town.NeedAsync((await Town.MemberAsync()).Id, areaId: area);

    private async Task<Actor> CoordinatorAsync(string name) => Neighbourhood.ActorOf(await Town.CoordinatorAsync(name), Role.Coordinator);

    private Task<Result> LogAsync(Actor actor, Guid needId, CallOutcome? outcome, DateOnly? again = null) =>
        RunAsync<CallService, Result>(c => c.LogAsync(actor, needId, outcome, again, Guid.NewGuid()));

    private async Task<DeskNote> NoteAsync(Actor actor, Guid needId) =>
        (await RunAsync<CallQueries, IReadOnlyDictionary<Guid, DeskNote>>(q => q.NotesAsync(actor, [needId]))).GetValueOrDefault(needId, DeskNote.None);

    private async Task<IEnumerable<Guid>> DueAsync(Actor actor) => (await RunAsync<DeskQueries, DeskTop>(q => q.TopAsync(actor))).RingAgain.Select(r => r.Id);

    private async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> run)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
