using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Npgsql;
using Xunit;

namespace MutualAid.Core.Tests.Needs;

public sealed class PostNeedTests : DatabaseTest
{
    private const string Phone = "07700 900 118";
    private const string Address = "Flat 9, 14 Weavers Row";
    private const string DoorNote = "the blue bell, twice";
    private const string CareNote = "no nuts, please";

    private Neighbourhood Town => new(Database, Clock);

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_visitor_without_an_account_becomes_a_member_with_a_need_in_the_areas_cell()
    {
        var area = await Town.AreaAsync("Canal Side", 2_500, 3_500);
        var posted = await PostAsync(Actor.Visitor, Asked() with { AreaId = area.Id });

        await using var db = Database.Context();
        var need = await db.LoadNeedAsync(posted.Value.NeedId);
        need.State.Should().Be(NeedState.Open);
        need.Point.Should().Be(area.Point);
        need.Reference.Should().Be(posted.Value.Reference).And.HaveLength(Secrets.SpokenLength);
        var asker = await db.Members.SingleAsync(m => m.Id == need.AskerId);
        asker.Name.Should().Be("Samira");
        asker.ReachBy.Should().Be(ReachBy.Text);
        asker.SafeContact.Should().Be(SafeContact.DoNotSayWhy);
        (await db.Users.AnyAsync()).Should().BeFalse();
        (await db.AuditEntries.SingleAsync(e => e.Deed == Deed.NeedPosted)).NeedId.Should().Be(need.Id);
    }

    [Fact]
    public async Task A_member_who_is_signed_in_owns_the_need()
    {
        var member = await Town.MemberAsync("Samira");
        var posted = await PostAsync(Neighbourhood.ActorOf(member), Asked());

        await using var db = Database.Context();
        (await db.Needs.SingleAsync(n => n.Id == posted.Value.NeedId)).AskerId.Should().Be(member.Id);
        (await db.Members.CountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData(WantedWhen.Soon, PartWhen.Before, 1)]
    [InlineData(WantedWhen.ThisWeek, PartWhen.Before, 6)]
    [InlineData(WantedWhen.OnDay, PartWhen.OnDay, 3)]
    [InlineData(WantedWhen.Before, PartWhen.Before, 3)]
    [InlineData(WantedWhen.NoHurry, PartWhen.Whenever, null)]
    public async Task What_somebody_says_about_when_becomes_a_time_and_the_hours_of_a_week(WantedWhen when, PartWhen expected, int? daysFromNow)
    {
        var posted = await PostAsync(Actor.Visitor, Asked() with { When = when, Day = Today.AddDays(3), Start = new TimeOnly(10, 0), End = new TimeOnly(12, 0) });

        await using var db = Database.Context();
        var part = await db.NeedParts.SingleAsync(p => p.NeedId == posted.Value.NeedId);
        part.When.Should().Be(expected);
        part.Day.Should().Be(daysFromNow is null ? null : Today.AddDays(daysFromNow.Value));
        WeekHours.From(part.Hours).Should().Be(part.Time.Hours(Today));
    }

    [Fact]
    public async Task Twenty_sendings_of_one_form_at_the_same_moment_make_one_need_and_all_get_the_same_link()
    {
        var asked = Asked();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostAsync(Actor.Visitor, asked))));

        all.Should().OnlyContain(r => r.Ok);
        all.Select(r => r.Value).Distinct().Should().ContainSingle().Which.StatusKey.Should().Be(asked.StatusKey);
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
        (await db.Members.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Twenty_sendings_by_a_signed_in_member_make_one_need_too()
    {
        var actor = Neighbourhood.ActorOf(await Town.MemberAsync("Samira"));
        var asked = Asked() with { Name = "Sam" };
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostAsync(actor, asked))));

        all.Should().OnlyContain(r => r.Ok);
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_known_form_id_with_another_key_gives_nothing_away()
    {
        var asked = Asked();
        await PostAsync(Actor.Visitor, asked);
        var other = await PostAsync(Actor.Visitor, asked with { StatusKey = Secrets.NewKey() });

        other.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Phone_address_and_door_note_stand_nowhere_in_the_database_in_clear()
    {
        var posted = await PostAsync(Actor.Visitor, Asked());

        var found = await ColumnsHoldingAsync("Samira");
        found.Should().Equal("member.name");
        (await ColumnsHoldingAsync("900 118")).Should().BeEmpty();
        (await ColumnsHoldingAsync("07700900118")).Should().BeEmpty();
        (await ColumnsHoldingAsync("Weavers")).Should().BeEmpty();
        (await ColumnsHoldingAsync("blue bell")).Should().BeEmpty();
        (await ColumnsHoldingAsync("no nuts")).Should().BeEmpty();
        (await ColumnsHoldingAsync(posted.Value.StatusKey)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_repeat_becomes_one_part_for_each_date_and_the_need_keeps_its_rule()
    {
        var repeat = new PostRepeat { First = Today, Times = 6 };
        var asked = Asked() with { When = WantedWhen.SeveralDays, Days = DaysWanted.Again, Repeat = repeat, DatesStart = new TimeOnly(9, 0) };
        var posted = await PostAsync(Actor.Visitor, asked);

        await using var db = Database.Context();
        var need = await db.LoadNeedAsync(posted.Value.NeedId);
        need.Repeats.Should().Be("FREQ=WEEKLY;COUNT=6");
        need.Parts.OrderBy(p => p.Position).Select(p => p.Day).Should().Equal(Enumerable.Range(0, 6).Select(i => (DateOnly?)Today.AddDays(7 * i)));
        need.Parts.Should().OnlyContain(p => p.Hours.Cast<bool>().Count(free => free) < 24, "each date has hours of its own for matching");

        var refused = await PostAsync(Actor.Visitor, asked with { OperationId = Guid.NewGuid(), StatusKey = Secrets.NewKey(), Repeat = repeat with { Times = null } });
        refused.Refusal!.Fields.Should().ContainSingle().Which.Field.Should().Be("Times");
    }

    [Theory]
    [InlineData(true, NeedState.Draft)]
    [InlineData(false, NeedState.Open)]
    public async Task A_need_without_an_account_waits_for_a_look_when_the_network_says_so(bool review, NeedState expected)
    {
        await using (var db = Database.Context())
        {
            (await db.Networks.SingleAsync()).ReviewGuests(review);
            await db.SaveChangesAsync();
        }

        var guest = await PostAsync(Actor.Visitor, Asked());
        var member = await PostAsync(Neighbourhood.ActorOf(await Town.MemberAsync()), Asked());

        await using var read = Database.Context();
        (await read.Needs.SingleAsync(n => n.Id == guest.Value.NeedId)).State.Should().Be(expected);
        (await read.Needs.SingleAsync(n => n.Id == member.Value.NeedId)).State.Should().Be(NeedState.Open);
    }

    public static TheoryData<string, PostNeed> Wrong()
    {
        var today = new DateOnly(2026, 5, 18);
        var fine = Asked();
        return new()
        {
            { "Kind", fine with { KindId = null } },
            { "Kind", fine with { KindId = "no-such-kind" } },
            { "Kind", fine with { KindId = "gro\0ceries" } },
            { "Words", fine with { Words = "  " } },
            { "Words", fine with { Words = new string('a', Need.WordsMaxLength + 1) } },
            { "Words", fine with { Words = new string('ß', 1_000_000) } },
            { "Words", fine with { Words = "a\0b" } },
            { "Words", fine with { Words = "half \ud83d of a pair" } },
            { "When", fine with { When = null } },
            { "When", fine with { When = (WantedWhen)42 } },
            { "Day", fine with { When = WantedWhen.OnDay } },
            { "Day", fine with { When = WantedWhen.OnDay, Day = today.AddDays(-1) } },
            { "Day", fine with { When = WantedWhen.OnDay, Day = today.AddYears(2) } },
            { "BeforeDay", fine with { When = WantedWhen.Before, Day = today.AddDays(-1) } },
            { "End", fine with { When = WantedWhen.OnDay, Day = today, Start = new TimeOnly(12, 0), End = new TimeOnly(11, 0) } },
            { "Urgency", fine with { Urgency = (Urgency)9 } },
            { "Languages", fine with { Languages = ["en", "klingon"] } },
            { "Name", fine with { Name = null } },
            { "Name", fine with { Name = new string('n', Member.NameMaxLength + 1) } },
            { "ReachBy", fine with { ReachBy = null } },
            { "ReachBy", fine with { ReachBy = (ReachBy)77 } },
            { "ReachBy", fine with { ReachBy = ReachBy.Email } },
            { "Phone", fine with { Phone = null } },
            { "Phone", fine with { Phone = "ring me" } },
            { "Phone", fine with { Phone = new string('7', 41) } },
            { "Area", fine with { AreaId = Guid.NewGuid() } },
            { "Address", fine with { Address = new string('x', 1_000_000) } },
            { "DoorNote", fine with { DoorNote = "\0" } },
            { "Choice", fine with { Choice = (HelperChoice)5 } },
        };
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_kept_is_refused_beside_its_field_and_nothing_is_kept(string field, PostNeed asked)
    {
        var posted = await PostAsync(Actor.Visitor, asked);

        posted.Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        posted.Refusal.Fields.Select(f => f.Field).Should().Equal(field);
        await using var db = Database.Context();
        (await db.Needs.AnyAsync()).Should().BeFalse();
        (await db.Members.AnyAsync()).Should().BeFalse();
    }

    private static PostNeed Asked() => PostNeed.Begin() with
    {
        KindId = "groceries",
        Words = "Groceries carried up to the third floor",
        When = WantedWhen.ThisWeek,
        Languages = ["ar", "en"],
        Name = "Samira",
        ReachBy = ReachBy.Text,
        Phone = Phone,
        SafeContact = SafeContact.DoNotSayWhy,
        Address = Address,
        DoorNote = DoorNote,
        CareNote = CareNote,
    };

    private async Task<Result<PostedNeed>> PostAsync(Actor actor, PostNeed asked)
    {
        await using var services = Database.Services(Clock);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NeedService>().PostAsync(actor, asked);
    }

    // Every column of every table, read as text: bytes too, so that unencrypted bytes would show.
    private async Task<List<string>> ColumnsHoldingAsync(string plain)
    {
        var found = new List<string>();
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        var columns = new List<(string Table, string Column, bool Bytes)>();
        await using (var list = new NpgsqlCommand(
            "SELECT table_name, column_name, data_type = 'bytea' FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
            }
        }

        columns.Should().Contain(c => c.Table == "contact_facts" && c.Bytes);
        foreach (var (table, column, bytes) in columns)
        {
#pragma warning disable CA2100 // Names come from the catalogue of this test's own database.
            var text = bytes ? $"encode(\"{column}\", 'escape')" : $"\"{column}\"::text";
            await using var look = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\" WHERE position(lower(@plain) IN lower({text})) > 0", connection);
#pragma warning restore CA2100
            look.Parameters.AddWithValue("plain", plain);
            if ((long)(await look.ExecuteScalarAsync())! > 0)
            {
                found.Add($"{table}.{column}");
            }
        }

        return found;
    }
}
