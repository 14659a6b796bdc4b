using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Exchanges;

public sealed class ThanksServiceTests : DatabaseTest
{
    private Neighbourhood people = null!;
    private Member asker = null!;
    private Member helper = null!;
    private Need need = null!;
    private Guid claimId;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        people = new Neighbourhood(Database, Clock);
        (asker, helper) = (await people.MemberAsync("Samira"), await people.HelperAsync("Yusuf"));
        need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n =>
        {
            var taken = n.Take(n.Parts[0].Id, helper.Id, new DateOnly(2026, 5, 18), null, Now);
            claimId = taken.Value.Id;
            return taken;
        });
    }

    [Fact]
    public async Task Thanks_go_from_either_side_to_the_other_and_only_the_two_read_them()
    {
        await DoneAsync();
        (await WriteAsync(helper, Guid.NewGuid(), "Thank you for the tea")).Ok.Should().BeTrue();
        (await ByKeyAsync(people.Keys[need.Id], "Thank you for the bread")).Ok.Should().BeTrue();

        await using var db = Database.Context();
        (await db.Notices.Where(n => n.Kind == NoticeKind.ThanksForYou).Select(n => n.ToMemberId).ToListAsync()).Should().BeEquivalentTo([asker.Id, helper.Id]);
        (await ReadAsync(helper)).Select(t => (t.Mine, t.Words)).Should().BeEquivalentTo([(true, "Thank you for the tea"), (false, "Thank you for the bread")]);
        (await ReadAsync(asker)).Should().HaveCount(2);
        (await ReadAsync(await people.CoordinatorAsync())).Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_form_sent_twice_thanks_once()
    {
        await DoneAsync();
        var form = Guid.NewGuid();

        (await WriteAsync(helper, form, "Thank you")).Ok.Should().BeTrue();
        (await WriteAsync(helper, form, "Thank you")).Ok.Should().BeTrue();

        (await ReadAsync(helper)).Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_thanks_before_it_is_done_or_for_somebody_elses_help()
    {
        (await WriteAsync(helper, Guid.NewGuid(), "Thank you")).Refusal.Should().BeSameAs(Refusal.NotFound);
        await DoneAsync();

        (await WriteAsync(await people.HelperAsync("Mei"), Guid.NewGuid(), "Thank you")).Refusal.Should().BeSameAs(Refusal.NotFound);
        (await ByKeyAsync(Secrets.NewKey(), "Thank you")).Refusal.Should().BeSameAs(Refusal.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    public async Task No_words_and_words_that_cannot_be_kept_are_asked_for_again(string words)
    {
        await DoneAsync();

        (await WriteAsync(helper, Guid.NewGuid(), words)).Refusal!.Fields.Single().Field.Should().Be("Words");
    }

    [Fact]
    public async Task Across_a_block_nothing_is_read_and_nobody_is_told()
    {
        await DoneAsync();
        await people.KeepAsync(Block.Between(asker.Id, helper.Id, Now));

        await WriteAsync(helper, Guid.NewGuid(), "Thank you");

        await using var db = Database.Context();
        (await db.Notices.AnyAsync(n => n.Kind == NoticeKind.ThanksForYou)).Should().BeFalse();
        (await ReadAsync(asker)).Should().BeEmpty();
    }

    private Task DoneAsync() => people.ChangeAsync(need.Id, n => n.Report(claimId, Outcome.Done, fromHelper: true, Now));

    private async Task<Result> WriteAsync(Member from, Guid form, string words)
    {
        await using var db = Database.Context();
        return await new ThanksService(db, Clock).WriteAsync(Neighbourhood.ActorOf(from), claimId, form, words);
    }

    private async Task<Result> ByKeyAsync(string key, string words)
    {
        await using var db = Database.Context();
        return await new ThanksService(db, Clock).WriteByOwnerAsync(Actor.Visitor, OwnNeed.Of(key), claimId, Guid.NewGuid(), words);
    }

    private async Task<IReadOnlyList<ThanksCard>> ReadAsync(Member reader)
    {
        await using var db = Database.Context();
        return await new ThanksQueries(db).OfClaimAsync(Neighbourhood.ActorOf(reader), claimId);
    }
}
