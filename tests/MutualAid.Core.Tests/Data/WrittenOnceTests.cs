using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Data;

public sealed class WrittenOnceTests : DatabaseTest
{
    [Fact]
    public async Task What_happened_can_neither_be_changed_nor_deleted_nor_emptied()
    {
        await new Neighbourhood(Database, Clock).KeepAsync(AuditEntry.Of(Actor.System, Deed.NetworkChanged, Now));
        await using var db = Database.Context();

        foreach (var sql in new FormattableString[]
        {
            $"UPDATE audit_entry SET reason = 'never happened'", $"DELETE FROM audit_entry", $"TRUNCATE audit_entry",
        })
        {
            (await db.Invoking(d => d.Database.ExecuteSqlAsync(sql)).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        }

        (await db.AuditEntries.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Who_looked_at_whom_cannot_be_rewritten()
    {
        await new Neighbourhood(Database, Clock).KeepAsync(AccessEntry.Of(Guid.NewGuid(), Guid.NewGuid(), null, null, SeenFacts.Phone, "desk", Now));
        await using var db = Database.Context();

        await db.Invoking(d => d.Database.ExecuteSqlAsync($"UPDATE access_entry SET viewer_id = gen_random_uuid()")).Should().ThrowAsync<PostgresException>();
    }

    [Fact]
    public async Task The_database_alone_refuses_a_part_with_more_helpers_than_it_wants()
    {
        var people = new Neighbourhood(Database, Clock);
        var need = await people.NeedAsync((await people.MemberAsync()).Id);
        await using var db = Database.Context();

        var overfill = (int agreed) => db.Database.ExecuteSqlAsync($"UPDATE need_part SET helpers_agreed = {agreed} WHERE need_id = {need.Id}");

        (await overfill.Invoking(f => f(2)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.PartNeverOverfilled);
        (await overfill.Invoking(f => f(-1)).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(Constraints.PartNeverOverfilled);
    }

    [Theory]
    [InlineData("NeedPart", "need_part")]
    [InlineData("PK_need", "pk_need")]
    [InlineData("HTTPServer", "http_server")]
    [InlineData("IX_claim_PartId_HelperId", "ix_claim_part_id_helper_id")]
    [InlineData("already_there", "already_there")]
    public void Names_are_written_in_snake_case(string name, string snake) => SnakeCase.Of(name).Should().Be(snake);

    [Fact]
    public void No_name_in_the_database_needs_quotes()
    {
        using var db = Database.Context();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var names = entity.GetProperties().Select(p => p.GetColumnName())
                .Concat(entity.GetIndexes().Select(i => i.GetDatabaseName())).Concat(entity.GetKeys().Select(k => k.GetName()))
                .Append(entity.GetTableName());
            names.Should().OnlyContain(n => n != null && n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'), entity.DisplayName());
        }
    }
}
