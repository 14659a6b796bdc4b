using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Data;

public sealed class ClaimRaceTests : DatabaseTest
{
    [Fact]
    public async Task Two_helpers_press_at_once_and_the_second_to_save_is_told_kindly()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var (first, second) = (await people.HelperAsync("Yusuf"), await people.HelperAsync("Mei"));
        var need = await people.NeedAsync(asker.Id);
        await using var one = Database.Context();
        await using var other = Database.Context();
        var (mine, theirs) = (await one.LoadNeedAsync(need.Id), await other.LoadNeedAsync(need.Id));
        mine.Take(mine.Parts[0].Id, first.Id, new DateOnly(2026, 5, 18), null, Now).Ok.Should().BeTrue();
        theirs.Take(theirs.Parts[0].Id, second.Id, new DateOnly(2026, 5, 18), null, Now).Ok.Should().BeTrue();

        (await one.SaveAsync()).Ok.Should().BeTrue();
        var lost = await other.SaveAsync();

        lost.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        await using var after = Database.Context();
        (await after.Claims.Where(c => c.State == ClaimState.Agreed).Select(c => c.HelperId).ToListAsync()).Should().Equal(first.Id);
    }

    [Fact]
    public async Task The_database_alone_refuses_a_second_helper_for_a_part_that_wants_one()
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var (first, second) = (await people.HelperAsync("Yusuf"), await people.HelperAsync("Mei"));
        var need = await people.NeedAsync(asker.Id);
        await people.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, first.Id, new DateOnly(2026, 5, 18), null, Now));
        await using var db = Database.Context();

        var overfill = (short place, short wanted) => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO claim (id, need_id, part_id, helper_id, state, place, helpers_wanted, week_of, made_at, changed_at)
            VALUES (gen_random_uuid(), {need.Id}, {need.Parts[0].Id}, {second.Id}, 'Agreed', {place}, {wanted}, '2026-05-18', now(), now())
            """);

        (await overfill.Invoking(f => f(1, 1)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.ClaimOnePlace);
        (await overfill.Invoking(f => f(2, 1)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.ClaimPlaceExists);
        (await overfill.Invoking(f => f(2, 2)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.ClaimOfPart);
    }
}
