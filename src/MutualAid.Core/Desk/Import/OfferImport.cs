using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk.Import;

/// <summary>Brings in a list of offers: one offer for each kind of help that a row offers.</summary>
public sealed class OfferImport(MutualAidDb db, AddressBook book, TimeProvider time) : RowImport(db, book, time)
{
    private protected override ImportFor For => ImportFor.Offers;

    private protected override async Task<HashSet<string>> KnownAsync(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        [.. await Db.Offers.Where(o => keys.Contains(o.SourceKey)).Select(o => o.SourceKey!).ToListAsync(ct)];

    private protected override async Task<IReadOnlyList<Kept>> KeepAsync(IReadOnlyList<PlacedRow> rows, ImportMapping mapping, DateTimeOffset now, CancellationToken ct)
    {
        var kept = new List<Kept>(rows.Count);
        var offers = new List<Offer>(rows.Count);
        foreach (var row in rows)
        {
            var made = row.Mapped.Kinds.Select(kind => Make(row, kind, now)).ToList();
            if (made.Find(offer => !offer.Ok) is { } refused)
            {
                kept.Add(Kept.Refuse(row, refused.Refusal!));
                continue;
            }

            for (var i = 0; i < made.Count; i++)
            {
                made[i].Value.ComesFrom(i == 0 ? row.SourceKey : $"{row.SourceKey}/{i + 1}", row.Mapped.PostedAt);
            }

            offers.AddRange(made.Select(offer => offer.Value));
            kept.Add(new Kept(row, made.Count, null));
        }

        await Db.CopyAsync(offers, ct);
        return kept;
    }

    private static Result<Offer> Make(PlacedRow row, KindItem kind, DateTimeOffset now)
    {
        string?[] words = [kind.What, row.Mapped.Words];
        return Offer.Make(
            row.PersonId, kind.Kind, string.Join('\n', words.Where(text => text is not null)), row.Mapped.Quantity,
            row.Mapped.Quantity is null ? null : kind.Unit, row.AreaId, row.Point, now, Channel.Import);
    }
}
