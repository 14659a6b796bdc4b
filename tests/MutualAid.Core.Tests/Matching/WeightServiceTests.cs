using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Matching;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Matching;

public sealed class WeightServiceTests : DatabaseTest
{
    private static readonly Weights NearAlone = new(0) { Nearness = 200, Continuity = 0, LanguageComfort = 0, TimeFit = 0 };

    private Neighbourhood people = null!;
    private Actor ana = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        ana = Neighbourhood.ActorOf(await people.CoordinatorAsync("Ana"), Role.Coordinator);
    }

    [Fact]
    public async Task A_change_is_a_new_version_with_who_when_and_why_and_the_old_ones_stay()
    {
        (await SetAsync(1, NearAlone, "Fuel is dear")).Ok.Should().BeTrue();
        Clock.Advance(TimeSpan.FromDays(1));
        (await With<WeightService, Result>(s => s.GoBackAsync(ana, Guid.NewGuid(), 2))).Ok.Should().BeTrue();

        var page = (await With<WeightQueries, Result<WeightPage>>(q => q.PageAsync(ana))).Value;
        page.Now.Should().Be(Weights.Default with { Version = 3 });
        page.Past.Select(p => (p.Version, p.By, p.Why)).Should().Equal((3, "Ana", ""), (2, "Ana", "Fuel is dear"));
        page.Past[1].Weights.Should().Be(NearAlone with { Version = 2 });
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(a => a.Deed == Deed.WeightsChanged)).Should().Be(2);
    }

    [Fact]
    public async Task Weights_of_nothing_out_of_range_or_without_a_reason_are_refused_with_a_sentence()
    {
        var nothing = await SetAsync(1, new Weights(0) { Nearness = 0, Continuity = 0, LanguageComfort = 0, TimeFit = 0 }, "Try");
        nothing.Refusal!.Fields.Single().Why.Text.Should().Contain("nobody would get a point");
        (await SetAsync(1, new Weights(0) { Reserve = 201 }, "Try")).Refusal!.Fields.Single().Field.Should().Be(nameof(Weights.Reserve));
        (await SetAsync(1, new Weights(0) { Nearness = -1 }, "Try")).Refusal!.Fields.Single().Field.Should().Be(nameof(Weights.Nearness));
        (await SetAsync(1, NearAlone, "  ")).Refusal!.Fields.Single().Field.Should().Be(nameof(WeightSetting.Why));

        (await With<WeightQueries, Weights>(q => q.NowAsync())).Should().Be(Weights.Default);
    }

    [Fact]
    public async Task Only_coordinators_set_them_the_second_of_two_reads_how_it_stands_and_a_form_sent_twice_acts_once()
    {
        var helper = Neighbourhood.ActorOf(await people.HelperAsync("Luis"));
        (await With<WeightService, Result>(s => s.SetAsync(helper, Guid.NewGuid(), 1, NearAlone, "Why"))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await With<WeightQueries, Result<WeightPage>>(q => q.PageAsync(helper))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);

        var form = Guid.NewGuid();
        (await With<WeightService, Result>(s => s.SetAsync(ana, form, 1, NearAlone, "Fuel"))).Ok.Should().BeTrue();
        (await With<WeightService, Result>(s => s.SetAsync(ana, form, 1, NearAlone, "Fuel"))).Ok.Should().BeTrue();
        (await SetAsync(1, Weights.Default, "Late")).Refusal!.Kind.Should().Be(RefusalKind.Conflict);

        await using var db = Database.Context();
        (await db.WeightSettings.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task The_weights_in_force_order_the_list_and_a_preview_shows_it_before()
    {
        // Luis is near and free for one of the three hours, Mei lives two kilometres off and is free for all of them.
        var asker = await people.MemberAsync();
        var hours = new System.Collections.BitArray(168);
        hours[33] = true;
        await people.HelperAsync("Luis", hours: hours);
        await people.HelperAsync("Mei", point: new(2_500, 500));
        var need = await people.NeedAsync(
            asker.Id, parts: new NewPart("groceries", null, new PartTime(PartWhen.OnDay, new DateOnly(2026, 5, 19), new TimeOnly(9, 0), new TimeOnly(12, 0))));
        (await FirstAsync(need.Id)).Should().Be("Luis");
        var time = new Weights(0) { Nearness = 10, TimeFit = 200 };

        var preview = await With<WeightQueries, WeightPreview?>(q => q.PreviewAsync(ana, time));
        preview!.NeedId.Should().Be(need.Id);
        preview.Now.Select(h => h.Name).Should().Equal("Luis", "Mei");
        preview.Then.Select(h => h.Name).Should().Equal("Mei", "Luis");
        preview.SameOrder.Should().BeFalse();
        (await FirstAsync(need.Id)).Should().Be("Luis", "trying changes nothing");

        await SetAsync(1, time, "Shopping takes its time");
        (await FirstAsync(need.Id)).Should().Be("Mei");
    }

    [Fact]
    public async Task Without_an_open_need_there_is_nothing_to_preview() =>
        (await With<WeightQueries, WeightPreview?>(q => q.PreviewAsync(ana, NearAlone))).Should().BeNull();

    private async Task<string> FirstAsync(Guid needId) =>
        (await With<MatchQueries, Result<HelpersForPart>>(q => q.HelpersForAsync(ana, needId, null, 3))).Value.Helpers[0].Name;

    private Task<Result> SetAsync(int seen, Weights weights, string why) => With<WeightService, Result>(s => s.SetAsync(ana, Guid.NewGuid(), seen, weights, why));

    private async Task<T> With<TService, T>(Func<TService, Task<T>> call)
        where TService : notnull
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
