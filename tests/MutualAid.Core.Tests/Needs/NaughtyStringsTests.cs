using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Book = MutualAid.Core.Places.AddressBook;

namespace MutualAid.Core.Tests.Needs;

public sealed class NaughtyStringsTests : DatabaseTest
{
    /// <summary>The well-known list, each string in every place of a need where people write freely.</summary>
    [SharedDataFact]
    public async Task Every_naughty_string_is_kept_letter_for_letter_or_refused_beside_its_field()
    {
        var list = JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(SharedData.File(Path.Combine("bad-input", "blns.json"))))!;
        list.Should().HaveCountGreaterThan(500);
        var people = new Neighbourhood(Database, Clock);
        var coordinator = Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator);
        var kept = new List<(string Typed, Need Need)>();
        await using (var db = Database.Context())
        {
            var book = new Book(db, TestKeys.Ring(), new NetworkQueries(db), Clock);
            foreach (var typed in list)
            {
                var wrong = new List<FieldRefusal>();
                Book.Look(null, typed, typed, wrong);
                var asker = Member.Join(typed, ["en"], null, Now);
                if (wrong.Count > 0 || !asker.Ok)
                {
                    wrong.Concat(asker.Refusal?.Fields ?? []).Should().OnlyContain(w => w.Field.Length > 0, typed);
                    asker = Member.Join("Samira", ["en"], null, Now);
                }

                var need = Need.Post(
                    new NewNeed { AskerId = asker.Value.Id, KindId = "groceries", Words = typed, Parts = [new NewPart("groceries", null, PartTime.Whenever)] },
                    Secrets.NewSpokenCode() + kept.Count % 10, Secrets.NewKey(), _ => new System.Collections.BitArray(168, true), new DateOnly(2026, 5, 18), Now);
                if (!need.Ok)
                {
                    TypedText.IsStorable(typed).Should().BeFalse(typed);
                    continue;
                }

                db.AddRange(asker.Value, need.Value);
                if (wrong.Count == 0)
                {
                    book.Write(asker.Value.Id, need.Value.Id, null, typed, typed, Now);
                }

                kept.Add((typed, need.Value));
            }

            await db.SaveChangesAsync();
        }

        await using var after = Database.Context();
        var words = await after.Needs.AsNoTracking().ToDictionaryAsync(n => n.Id, n => n.Words);
        kept.Should().OnlyContain(k => words[k.Need.Id] == TypedText.Clean(k.Typed));
        kept.Count.Should().BeGreaterThan(list.Count - 5);

        // One in ten is opened again: it is the same letters that went in, whatever they are.
        foreach (var (typed, need) in kept.Where((_, i) => i % 10 == 0))
        {
            await using var db = Database.Context();
            var contact = await new Book(db, TestKeys.Ring(), new NetworkQueries(db), Clock).RevealAsync(coordinator, need.Id, "looking at odd signs");
            contact.Value.Address.Should().Be(TypedText.Clean(typed));
            Clock.Advance(TimeSpan.FromHours(2));
        }
    }
}
