using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class SpokenCodeTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private ServiceProvider services = null!;
    private Member asker = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        services = Database.Services(Clock);
        asker = await people.MemberAsync();
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_posted_need_opens_to_its_code_and_key_however_they_are_typed()
    {
        var posted = await PostAsync();
        var key = PostedNeed.SpokenKeyOf(posted.StatusKey);

        foreach (var (code, said) in new[] { (posted.Reference, key), (posted.Reference.ToLowerInvariant(), $" {key[..3]}-{key[3..]} "), (Secrets.InTwoBreaths(posted.Reference), Secrets.InTwoBreaths(key)) })
        {
            (await OpenAsync(code, said)).Value.Should().Be(posted.NeedId);
        }

        await using var db = Database.Context();
        var kept = await db.SpokenCodes.SingleAsync();
        kept.Hash.Should().HaveCount(32);
        System.Text.Encoding.ASCII.GetString(kept.Hash).Should().NotContain(key);
    }

    [Theory]
    [InlineData(true, "FFFFFF")]
    [InlineData(false, "FFFFFF")]
    [InlineData(true, "no key at all, but a long story about one\0")]
    [InlineData(false, "🦔🦔🦔 x")]
    public async Task A_wrong_pair_gets_the_same_sentence_whether_the_code_exists_or_not(bool exists, string key)
    {
        var posted = await PostAsync();

        var opened = await OpenAsync(exists ? posted.Reference : "FFFFFF", key);

        opened.Refusal!.Why.Text.Should().Be("The code and the key don’t go together. Have another look at both.");
    }

    [Theory]
    [InlineData(null, null, "Reference", "Key")]
    [InlineData("", "  ", "Reference", "Key")]
    [InlineData("---", "K7M4RX", "Reference")]
    [InlineData("K7M4RX", "!", "Key")]
    public async Task What_is_left_out_is_said_beside_its_field(string? reference, string? key, params string[] fields) =>
        (await OpenAsync(reference, key)).Refusal!.Fields.Select(f => f.Field).Should().Equal(fields);

    [Fact]
    public async Task Nobody_guesses_for_long_and_the_door_opens_again_when_the_tries_stop()
    {
        var posted = await PostAsync();
        var key = PostedNeed.SpokenKeyOf(posted.StatusKey);
        for (var i = 0; i < 6; i++)
        {
            (await OpenAsync(posted.Reference, "FFFFFF", $"place {i}")).Refusal!.Why.Text.Should().StartWith("The code and the key");
        }

        for (var i = 0; i < 50; i++)
        {
            (await OpenAsync(posted.Reference, i == 0 ? key : "FFFFFF", $"another {i}")).Refusal!.Why.Text.Should().StartWith("There were very many tries");
        }

        Clock.Advance(TimeSpan.FromSeconds(30));
        (await OpenAsync(posted.Reference, key)).Ok.Should().BeTrue("what was refused took no turn");
        (await OpenAsync(posted.Reference, key)).Ok.Should().BeTrue("a try that fits takes no turn either");
    }

    [Fact]
    public async Task A_new_key_ends_the_old_one_and_the_same_form_gives_it_once()
    {
        var posted = await PostAsync();
        var own = OwnNeed.Of(posted.StatusKey);
        var form = Guid.NewGuid();

        var first = await RenewAsync(own, form);
        (await RenewAsync(own, form)).Value.Should().Be(first.Value);

        (await OpenAsync(posted.Reference, PostedNeed.SpokenKeyOf(posted.StatusKey))).Ok.Should().BeFalse();
        (await OpenAsync(posted.Reference, first.Value)).Ok.Should().BeTrue();
        (await RenewAsync(OwnNeed.Of("somebody else's"), form)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.SpokenCodeMade)).Should().Be(1);
        (await db.SpokenCodes.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Twenty_presses_at_once_make_one_key()
    {
        var posted = await PostAsync();
        var form = Guid.NewGuid();

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RenewAsync(OwnNeed.Of(posted.StatusKey), form)));

        made.Should().OnlyContain(m => m.Ok).And.Subject.Select(m => m.Value).Distinct().Should().ContainSingle();
        await using var db = Database.Context();
        (await db.SpokenCodes.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_key_that_ran_out_says_so_and_is_forgotten_a_month_later()
    {
        var posted = await PostAsync();
        var key = PostedNeed.SpokenKeyOf(posted.StatusKey);

        Clock.Advance(SpokenCode.StatusLife - TimeSpan.FromMinutes(1));
        (await OpenAsync(posted.Reference, key)).Ok.Should().BeTrue();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await OpenAsync(posted.Reference, key)).Refusal!.Why.Text.Should().StartWith("This key is too old");
        Clock.Advance(Retention.SpokenCodesKept);
        (await SweepAsync()).SpokenCodes.Should().Be(0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await SweepAsync()).SpokenCodes.Should().Be(1);
        (await OpenAsync(posted.Reference, key)).Refusal!.Why.Text.Should().StartWith("The code and the key don’t");
    }

    [Fact]
    public async Task A_slip_tells_the_outcome_as_the_helpers_own_word_on_paper_and_the_last_word_stands()
    {
        var (need, claim, helper) = await AgreedAsync();
        var slip = (await MakeSlipAsync(helper, claim)).Value;

        (await ReportAsync(slip, Outcome.LeftAtDoor)).Ok.Should().BeTrue();
        (await ReportAsync(slip, Outcome.Done)).Ok.Should().BeTrue();

        await using var db = Database.Context();
        var after = await db.LoadNeedAsync(need.Id);
        after.State.Should().Be(NeedState.Done);
        after.Claims.Single().HelperSaid.Should().Be(Outcome.Done);
        var told = await db.AuditEntries.Where(e => e.Deed == Deed.ClaimReported).ToListAsync();
        told.Should().HaveCount(2).And.OnlyContain(e => e.Channel == Channel.Paper && e.ActorId == helper.MemberId && e.SubjectId == claim);
        (await TimelineAsync(need.Id)).Should().Contain("The slip of {0} told how it went, on paper");
    }

    [Fact]
    public async Task The_same_report_sent_twenty_times_at_once_tells_once()
    {
        var (_, claim, helper) = await AgreedAsync();
        var slip = (await MakeSlipAsync(helper, claim)).Value;
        var form = Guid.NewGuid();

        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ReportAsync(slip, Outcome.Done, form, $"place {i}")));

        told.Should().Contain(t => t.Ok);
        (await ReportAsync(slip, Outcome.Done, form)).Ok.Should().BeTrue();
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync(e => e.Deed == Deed.ClaimReported)).Should().Be(1);
    }

    [Fact]
    public async Task A_slip_is_for_its_helper_and_the_areas_coordinator_and_a_new_one_ends_the_old()
    {
        var (need, claim, helper) = await AgreedAsync();
        var elsewhere = new Actor { MemberId = Guid.NewGuid(), Roles = new HashSet<Role> { Role.Coordinator }, Areas = new HashSet<Guid> { Guid.NewGuid() } };
        var desk = elsewhere with { Areas = null };

        (await MakeSlipAsync(Neighbourhood.ActorOf(await people.HelperAsync("Ola")), claim)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await MakeSlipAsync(elsewhere, claim)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await MakeSlipAsync(Actor.Visitor, claim)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        var first = (await MakeSlipAsync(helper, claim)).Value;
        var second = (await MakeSlipAsync(desk, claim)).Value;

        second.Card.Reference.Should().Be(need.Reference);
        (await ReportAsync(first, Outcome.Done)).Ok.Should().BeFalse();
        (await ReportAsync(second, Outcome.Done)).Ok.Should().BeTrue();
    }

    [Fact]
    public async Task A_slip_opens_no_private_page_and_a_private_key_tells_no_outcome()
    {
        var posted = await PostAsync();
        var helper = await people.HelperAsync();
        var need = await people.ChangeAsync(posted.NeedId, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        need.Ok.Should().BeTrue();
        await using var db = Database.Context();
        var claim = (await db.Claims.SingleAsync()).Id;
        var slip = (await MakeSlipAsync(Neighbourhood.ActorOf(helper), claim)).Value;

        (await OpenAsync(posted.Reference, slip.Key)).Ok.Should().BeFalse();
        (await ReportAsync(slip with { Key = PostedNeed.SpokenKeyOf(posted.StatusKey) }, Outcome.Done)).Ok.Should().BeFalse();
    }

    [Fact]
    public async Task A_slip_of_a_visit_that_was_let_go_or_is_too_old_says_so()
    {
        var (need, claim, helper) = await AgreedAsync();
        var slip = (await MakeSlipAsync(helper, claim)).Value;
        await people.ChangeAsync(need.Id, n => n.Release(claim, Now));

        (await ReportAsync(slip, Outcome.Done)).Refusal!.Why.Text.Should().StartWith("This has moved on since the slip was printed");
        (await MakeSlipAsync(helper, claim)).Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        (await ReportAsync(slip, null)).Refusal!.Fields.Should().ContainSingle(f => f.Field == "Outcome");
        Clock.Advance(TimeSpan.FromDays(SlipQueries.GoodForDays));
        (await ReportAsync(slip, Outcome.Done)).Refusal!.Why.Text.Should().StartWith("This has moved on");
        Clock.Advance(TimeSpan.FromDays(1));
        (await ReportAsync(slip, Outcome.Done)).Refusal!.Why.Text.Should().StartWith("This slip is too old");
    }

    [Theory]
    [InlineData("groceries", true)]
    [InlineData("childcare", false)]
    [InlineData("listening", false)]
    [InlineData("pharmacy", false)]
    public async Task A_slip_names_no_sensitive_kind(string kind, bool named)
    {
        var (_, claim, helper) = await AgreedAsync(kind);

        (await MakeSlipAsync(helper, claim)).Value.Card.Kind.Should().Match(k => (k != null) == named);
    }

    private async Task<(Need Need, Guid Claim, Actor Helper)> AgreedAsync(string kind = "groceries")
    {
        var helper = await people.HelperAsync(vetting: Vetting.Checked);
        var area = await people.AreaAsync();
        var need = await people.NeedAsync(asker.Id, kind, areaId: area.Id, parts: new NewPart(kind, "up the stairs", PartTime.Whenever));
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now));
        await using var db = Database.Context();
        return (need, await db.Claims.Where(c => c.NeedId == need.Id).Select(c => c.Id).SingleAsync(), Neighbourhood.ActorOf(helper));
    }

    private async Task<PostedNeed> PostAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var asked = PostNeed.Begin() with { KindId = "groceries", Words = "Bread", When = WantedWhen.NoHurry, Name = "Samira", ReachBy = ReachBy.Nobody };
        return (await scope.ServiceProvider.GetRequiredService<NeedService>().PostAsync(Actor.Visitor, asked)).Value;
    }

    private Task<Result<Guid>> OpenAsync(string? reference, string? key, string origin = "here") =>
        ServeAsync((SpokenCodeService codes) => codes.OpenAsync(new SaidCode(reference, key), origin));

    private Task<Result<string>> RenewAsync(OwnNeed own, Guid form) =>
        ServeAsync((SpokenCodeService codes) => codes.RenewAsync(Actor.Visitor, own, form));

    private Task<Result<PrintedSlip>> MakeSlipAsync(Actor actor, Guid claim) =>
        ServeAsync((SlipService slips) => slips.MakeAsync(actor, claim, Guid.NewGuid()));

    private Task<Result> ReportAsync(PrintedSlip slip, Outcome? outcome, Guid? form = null, string origin = "here") =>
        ServeAsync((SlipService slips) => slips.ReportAsync(new SaidCode(slip.Card.Reference, slip.Key), outcome, form ?? Guid.NewGuid(), origin));

    private Task<Swept> SweepAsync() => ServeAsync((Retention retention) => retention.SweepAsync(Now));

    private async Task<IEnumerable<string>> TimelineAsync(Guid need) =>
        (await ServeAsync((NeedTimeline timeline) => timeline.ReadAsync(need, NeedFace.Asker, []))).Select(r => r.Words.Text);

    private async Task<TResult> ServeAsync<TService, TResult>(Func<TService, Task<TResult>> call)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
