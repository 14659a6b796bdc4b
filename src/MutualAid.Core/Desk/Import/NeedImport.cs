using System.Collections;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk.Import;

/// <summary>Brings in a list of needs: one need for each row, with a part for each kind of help the row asks for.</summary>
public sealed class NeedImport(MutualAidDb db, AddressBook book, TimeProvider time) : RowImport(db, book, time)
{
    private protected override ImportFor For => ImportFor.Needs;

    private protected override async Task<HashSet<string>> KnownAsync(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        [.. await Db.Needs.Where(n => keys.Contains(n.SourceKey)).Select(n => n.SourceKey!).ToListAsync(ct)];

    private protected override async Task<IReadOnlyList<Kept>> KeepAsync(IReadOnlyList<PlacedRow> rows, ImportMapping mapping, DateTimeOffset now, CancellationToken ct)
    {
        var references = new Queue<string>(await FreeReferencesAsync(rows.Count, ct));
        var kept = new List<Kept>(rows.Count);
        var needs = new List<Need>(rows.Count);
        foreach (var row in rows)
        {
            var (phone, wrong) = LookAtContact(row.Mapped);
            var need = Post(row, mapping, references.Dequeue(), now);
            if (!need.Ok || wrong.Count > 0)
            {
                kept.Add(Kept.Refuse(row, need.Refusal ?? Refusal.Invalid(wrong)));
                continue;
            }

            need.Value.ComesFrom(row.SourceKey, row.Mapped.PostedAt);
            needs.Add(need.Value);
            kept.Add(new Kept(row, 1, null));
            Book.Write(row.PersonId, need.Value.Id, phone, row.Mapped.Address, null, now);
        }

        await Db.CopyAsync(needs, ct);
        await Db.CopyAsync([.. needs.SelectMany(need => need.Parts)], ct);

        // The contact facts, now that their needs are there.
        await Db.SaveChangesAsync(ct);
        return kept;
    }

    // A phone that cannot be rung is flagged and left out; an address that does not fit leaves the row out, because half of it would mislead.
    private static (string? Phone, List<FieldRefusal> Wrong) LookAtContact(MappedRow row)
    {
        var odd = new List<FieldRefusal>();
        AddressBook.Look(row.Phone, null, null, odd);
        row.Flags.AddRange(odd.Select(field => field.Why));
        var wrong = new List<FieldRefusal>();
        AddressBook.Look(null, row.Address, null, wrong);
        return (odd.Count > 0 ? null : row.Phone, wrong);
    }

    private static Result<Need> Post(PlacedRow row, ImportMapping mapping, string reference, DateTimeOffset now)
    {
        var kinds = row.Mapped.Kinds;
        var asked = new NewNeed
        {
            AskerId = row.PersonId,
            KindId = kinds[0].Kind,
            Words = row.Mapped.Words,
            Urgency = row.Mapped.Urgency,
            Languages = mapping.Languages,
            AreaId = row.AreaId,
            Point = row.Point,
            Channel = Channel.Import,
            Draft = mapping.Review,
            Parts = [.. kinds.Select(kind => new NewPart(kind.Kind, kind.What, PartTime.Whenever))],
        };

        // Nobody was given the private link's key: an imported need is looked after at the desk.
        return Need.Post(asked, reference, Secrets.NewKey(), _ => new BitArray(168, true), DateOnly.FromDateTime(now.UtcDateTime), now);
    }

    // Among 11 million references a long list would meet a taken one now and then, so taken ones are drawn again.
    private async Task<IReadOnlyCollection<string>> FreeReferencesAsync(int count, CancellationToken ct)
    {
        var free = new HashSet<string>(count, StringComparer.Ordinal);
        while (free.Count < count)
        {
            var drawn = new HashSet<string>(count - free.Count, StringComparer.Ordinal);
            while (drawn.Count < count - free.Count)
            {
                drawn.Add(Secrets.NewSpokenCode());
            }

            drawn.ExceptWith(await Db.Needs.Where(n => drawn.Contains(n.Reference)).Select(n => n.Reference).ToListAsync(ct));
            free.UnionWith(drawn);
        }

        return free;
    }
}
