using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Desk.Import;

public sealed class RowImportTests : DatabaseTest
{
    private const string Mapping =
        """
        { "source": "paper", "for": "needs",
          "kinds": [{ "column": "kinds", "separator": ";", "codes": { "food": { "kind": "groceries", "what": "Food" }, "lift": "ride" } }],
          "words": ["words"],
          "urgency": { "column": "words", "rules": [{ "contains": "today", "urgency": "urgent" }] },
          "posted": { "column": "date", "formats": "dd/MM/yyyy", "timeZone": "Europe/London" },
          "area": { "columns": ["area"], "create": true },
          "point": { "latitude": "lat", "longitude": "lon" },
          "phone": "phone", "address": ["address"], "languages": ["es"] }
        """;

    private const string Header = "kinds,words,date,area,lat,lon,phone,address\n";

    private ImportBench bench = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        bench = new ImportBench(Database, Clock);
    }

    public override async Task DisposeAsync()
    {
        await bench.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_row_becomes_an_open_need_with_a_part_for_each_kind()
    {
        var report = (await bench.NeedsAsync(Header + "food;lift,Milk today please,05/05/2026,Mill Hill,,,,\n", Mapping)).Value;
        report.Should().BeEquivalentTo(new { Rows = 1, Added = 1, Made = 1, Rejected = 0, Flagged = 0, AreasMade = 1 });
        await using var db = Database.Context();
        var need = await db.Needs.Include(n => n.Parts).SingleAsync();
        need.Should().BeEquivalentTo(new
        {
            KindId = "groceries",
            Words = "Milk today please",
            Urgency = Urgency.Urgent,
            State = NeedState.Open,
            Looking = true,
            PartsWanted = 2,
            PartsOpen = 2,
            Channel = Channel.Import,
            Languages = new[] { "es" },
            PostedAt = new DateTimeOffset(2026, 5, 4, 23, 0, 0, TimeSpan.Zero),
        });
        need.Parts.OrderBy(part => part.Position).Select(part => (part.KindId, part.What)).Should().Equal(("groceries", "Food"), ("ride", null));
        need.Parts.Should().OnlyContain(part => part.Hours.Length == 168 && part.HelpersWanted == 1 && part.State == PartState.Open);
        (await db.Areas.SingleAsync(area => area.Id == need.AreaId)).Name.Should().Be("Mill Hill");
        (await db.Members.SingleAsync(member => member.Id == need.AskerId)).Should().BeEquivalentTo(new { Name = "Neighbour", Languages = new[] { "es" } });
    }

    [Fact]
    public async Task Every_row_is_kept_or_left_out_with_its_number_and_reason()
    {
        var report = (await bench.NeedsAsync(
            Header
            + "food,one,01/05/2026,,,,,\n"
            + "sweets,two,01/05/2026,,,,,\n"
            + "food,too few\n"
            + "food,\"never closed,01/05/2026,,,,,\n"
            + "lift,five,yesterday,,,,,\n"
            + $"food,{new string('x', 1_000_000)},01/05/2026,,,,,\n"
            + "food,a\0b,01/05/2026,,,,,\n"
            + "lift,last,01/05/2026,,,,,\n",
            Mapping)).Value;
        report.Rows.Should().Be(8);
        report.Added.Should().Be(3);
        (report.Accepted + report.Rejected).Should().Be(report.Rows);
        bench.Rejected.Select(note => (note.Row.Number, note.Why[0].Text)).OrderBy(note => note.Number).Should().BeEquivalentTo(new[]
        {
            (3L, "The mapping knows no kind of help for “{0}”."),
            (4L, "The row has {0} cells, the first row has {1}."),
            (5L, "A quote is opened and never closed."),
            (7L, "This is {0} letters long. There is room for {1}."),
            (8L, "There is a hidden sign in “{0}” that cannot be kept."),
        });
        bench.Flagged.Should().ContainSingle().Which.Row.Number.Should().Be(6);
        report.Reasons.Sum(reason => reason.Rows).Should().Be(report.Rejected);
        await using var db = Database.Context();
        (await db.Needs.OrderBy(n => n.Words).Select(n => n.Words).ToListAsync()).Should().Equal("five", "last", "one");
        (await db.Needs.SingleAsync(n => n.Words == "five")).PostedAt.Should().Be(Now, "an unreadable date is flagged and the import's own is kept");
    }

    [Fact]
    public async Task The_same_file_again_adds_nothing_and_a_grown_file_adds_what_is_new()
    {
        const string rows = "food,one,01/05/2026,Mill Hill,,,,\nlift,two,01/05/2026,,,,07700 900118,\n";
        (await bench.NeedsAsync(Header + rows, Mapping)).Value.Added.Should().Be(2);
        var again = (await bench.NeedsAsync(Header + rows, Mapping)).Value;
        again.Should().BeEquivalentTo(new { Rows = 2, Added = 0, AlreadyHere = 2, Accepted = 2, Rejected = 0, Made = 0, AreasMade = 0 });
        (await bench.NeedsAsync(Header + "food,three,01/05/2026,,,,,\n" + rows, Mapping)).Value.Should().BeEquivalentTo(new { Added = 1, AlreadyHere = 2 });
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(3);
        (await db.Members.CountAsync()).Should().Be(3);
        (await db.AuditEntries.Where(entry => entry.Deed == Deed.Imported).Select(entry => entry.Reason).ToListAsync())
            .Should().BeEquivalentTo("paper: 2 rows, 2 added, 0 left out", "paper: 2 rows, 0 added, 0 left out", "paper: 3 rows, 1 added, 0 left out");
    }

    [Fact]
    public async Task Two_rows_that_say_the_same_are_two_needs_and_the_second_is_flagged()
    {
        const string twice = "food,one,01/05/2026,,,,,\nfood,one,01/05/2026,,,,,\n";
        var report = (await bench.NeedsAsync(Header + twice, Mapping)).Value;
        report.Added.Should().Be(2);
        bench.Flagged.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Row = new { Number = 3 } });
        bench.Flagged[0].Why[0].ToString().Should().StartWith("This row is the same as row 2.");
        (await bench.NeedsAsync(Header + twice, Mapping)).Value.Added.Should().Be(0);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_keeps_nothing()
    {
        const string rows = "food,one,01/05/2026,Mill Hill,51.5,-0.1,07700 900118,\nsweets,two,,,,,,\n";
        var dry = (await bench.NeedsAsync(Header + rows, Mapping, dryRun: true)).Value;
        await using (var db = Database.Context())
        {
            (await db.Needs.CountAsync() + await db.Members.CountAsync() + await db.Areas.CountAsync() + await db.AuditEntries.CountAsync()).Should().Be(0);
            (await db.Networks.SingleAsync()).OriginIsSet.Should().BeFalse();
        }

        var real = (await bench.NeedsAsync(Header + rows, Mapping)).Value;
        dry.Should().BeEquivalentTo(real, options => options.Excluding(report => report.Id).Excluding(report => report.DryRun));
        real.Added.Should().Be(1);
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_bring_each_row_in_once()
    {
        var rows = Header + string.Concat(Enumerable.Range(0, 300).Select(i => $"food,row {i},01/05/2026,,,,,\n"));
        await using var other = new ImportBench(Database, Clock);
        var reports = await Task.WhenAll(bench.NeedsAsync(rows, Mapping), other.NeedsAsync(rows, Mapping));
        reports.Sum(report => report.Value.Added).Should().Be(300);
        await using var db = Database.Context();
        (await db.Needs.CountAsync()).Should().Be(300);
    }

    [Fact]
    public async Task A_phone_and_an_address_go_to_the_address_book_and_nowhere_else()
    {
        await bench.NeedsAsync(Header + "food,Bread,01/05/2026,,,,07700 900118,14 Weavers Row\nlift,No number,01/05/2026,,,,none,\n", Mapping);
        bench.Flagged.Should().ContainSingle(note => note.Row.Number == 3, "a phone without digits is said and left out");
        await using var db = Database.Context();
        var needs = await db.Needs.OrderBy(n => n.Words).ToListAsync();
        var book = new AddressBook(db, TestKeys.Ring(), new NetworkQueries(db), Clock);
        (await book.HoldsAsync(needs[0].Id)).Should().BeTrue();
        (await book.HoldsAsync(needs[1].Id)).Should().BeFalse();
        var coordinator = new Actor { MemberId = needs[1].AskerId, Roles = new HashSet<Role> { Role.Coordinator } };
        (await book.RevealAsync(coordinator, needs[0].Id, "to ring back")).Value.Should().BeEquivalentTo(new { Phone = "07700 900118", Address = "14 Weavers Row" });
        var everything = await db.Database.SqlQuery<string>(
            $"SELECT string_agg(n::text, ' ') || (SELECT string_agg(m::text, ' ') FROM member m) || (SELECT string_agg(a::text, ' ') FROM audit_entry a) AS \"Value\" FROM need n").SingleAsync();
        everything.Should().NotContain("900118").And.NotContain("Weavers");
    }

    [Fact]
    public async Task A_point_is_kept_as_the_centre_of_its_cell_and_one_outside_is_flagged_and_kept()
    {
        await bench.AreasAsync("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Mill Hill"},"geometry":{"type":"Polygon","coordinates":[[[-0.1,51.5],[0.1,51.5],[0.1,51.6],[-0.1,51.6],[-0.1,51.5]]]}}]}""");
        var report = (await bench.NeedsAsync(
            Header + "food,inside,01/05/2026,,51.55,0.01,,\nfood,near,01/05/2026,,51.45,0,,\nfood,far,01/05/2026,,18.5,-72.3,,\nfood,odd,01/05/2026,,north,0,,\n", Mapping)).Value;
        report.Added.Should().Be(4);
        report.Flags.Select(flag => flag.Why.Text).Should().BeEquivalentTo(
            "The point lies outside every area.",
            "The point is more than {0} km from the middle of the map.",
            "Latitude “{0}” and longitude “{1}” are not a place on earth. The row is kept without a point.");
        await using var db = Database.Context();
        var needs = await db.Needs.ToDictionaryAsync(n => n.Words!);
        var area = await db.Areas.SingleAsync();
        needs["inside"].AreaId.Should().Be(area.Id);
        needs["inside"].Point.Should().Be(new NpgsqlPoint(500, 500), "0.01 degrees east of the middle is 691 m");
        needs["near"].AreaId.Should().BeNull();
        needs["odd"].Point.Should().BeNull();
        needs.Values.Where(n => n.Point is not null).Should().OnlyContain(n => Cell.Holding(n.Point!.Value).Centre == n.Point);
    }

    [Fact]
    public async Task A_row_that_names_an_area_gets_its_point_whatever_the_case_and_spaces()
    {
        await new Neighbourhood(Database, Clock).AreaAsync("Canal Side", 2_500, 3_500);
        var report = (await bench.NeedsAsync(Header + "food,one,01/05/2026, canal  SIDE,,,,\n", Mapping)).Value;
        report.AreasMade.Should().Be(0);
        await using var db = Database.Context();
        (await db.Needs.SingleAsync()).Point.Should().Be(new NpgsqlPoint(2_500, 3_500));
    }

    [Fact]
    public async Task Only_those_who_look_after_the_desk_import()
    {
        (await bench.NeedsAsync(Header, Mapping, actor: Actor.Visitor)).Refusal.Should().Be(Refusal.NotFound);
        (await bench.AreasAsync("{}", actor: new Actor { MemberId = Guid.NewGuid() })).Refusal.Should().Be(Refusal.NotFound);
    }

    [Fact]
    public async Task A_file_that_is_not_the_mappings_is_refused_and_nothing_is_kept()
    {
        (await bench.NeedsAsync("", Mapping)).Refusal!.Why.ToString().Should().Be("The file is empty.");
        (await bench.NeedsAsync("kinds\nfood\n", Mapping)).Refusal!.Why.ToString().Should().Contain("The mapping names a column");
        (await bench.OffersAsync(Header, Mapping)).Refusal!.Why.ToString().Should().Contain("other kind of list");
        await using var db = Database.Context();
        (await db.AuditEntries.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_offer_row_makes_an_offer_for_each_kind_and_one_donor_stays_one_person()
    {
        const string mapping =
            """
            { "source": "gifts", "for": "offers", "words": ["words"],
              "kinds": [{ "column": "what", "separator": "+", "codes": { "rice": { "kind": "food-parcel", "what": "Rice", "unit": "bags" }, "ladder": "thing" } }],
              "quantity": { "column": "n" }, "person": { "name": "who", "key": "who" } }
            """;
        const string rows = "what,n,who,words\nrice+ladder,2,Ana,fresh\nrice,3,Ana,\nrice,0,Ben,\nrice,many,Ben,\n";
        var report = (await bench.OffersAsync(rows, mapping)).Value;
        report.Should().BeEquivalentTo(new { Rows = 4, Added = 2, Made = 3, Rejected = 2 });
        bench.Rejected.Select(note => note.Row.Number).Should().BeEquivalentTo([4, 5]);
        await using var db = Database.Context();
        var offers = await db.Offers.OrderBy(o => o.Quantity).ThenBy(o => o.KindId).ToListAsync();
        offers.Select(o => (o.KindId, o.Quantity, o.Unit, o.Words)).Should().Equal(
            ("food-parcel", 2m, "bags", "Rice\nfresh"), ("thing", 2m, null, "fresh"), ("food-parcel", 3m, "bags", "Rice"));
        offers.Select(o => o.MemberId).Distinct().Should().ContainSingle();
        (await bench.OffersAsync(rows, mapping)).Value.Should().BeEquivalentTo(new { Added = 0, AlreadyHere = 2, Rejected = 2 });
    }

    [SharedDataFact]
    public async Task Every_naughty_string_is_kept_as_words_letter_for_letter()
    {
        var strings = System.Text.Json.JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(SharedData.File("bad-input/blns.json")))!;
        var csv = new StringBuilder("id,text\r\n");
        for (var i = 0; i < strings.Count; i++)
        {
            csv.Append($"{i},\"{strings[i].Replace("\"", "\"\"")}\"\r\n");
        }

        var report = (await bench.NeedsAsync(csv.ToString(), """{ "source": "n", "for": "needs", "identity": ["id"], "kinds": [{ "always": "errand" }], "words": ["text"], "person": { "name": "text" } }""")).Value;
        report.Rejected.Should().Be(0);
        await using var db = Database.Context();
        (await db.Needs.Select(n => n.Words).ToListAsync()).Should().BeEquivalentTo(strings.Select(text => TypedText.Clean(text)));
    }
}
