using MutualAid.Core.Data;

namespace MutualAid.Core.Matching.Weekly;

/// <summary>A row's pair as it stands now.</summary>
internal sealed record RowPairing(Pairing Pairing, PartRow Part, HelperRow Helper)
{
    public bool PartIsOpen => Part.IsOpen;
}

/// <summary>Reads the pairs of some rows with the facts of today, in a fixed number of queries.</summary>
internal sealed class PlanPairings(MutualAidDb db)
{
    private readonly MatchFacts facts = new(db);

    /// <summary>The parts of the needs that the rows are about by their ids, and by the rows' own ids those pairs of which both are still there.</summary>
    public async Task<(Dictionary<Guid, PartRow> Parts, Dictionary<Guid, RowPairing> Pairings)> ReadAsync(IReadOnlyCollection<WeekPlanRow> rows, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var pairs = rows.Where(r => r.HelperId is not null).ToList();
        var parts = (await facts.PartsAsync([.. rows.Select(r => r.NeedId).Distinct()], ct)).ToDictionary(p => p.Facts.PartId);
        var helpers = (await facts.HelpersAsync([.. pairs.Select(r => r.HelperId!.Value).Distinct()], today, ct)).ToDictionary(h => h.Facts.MemberId);
        var between = await facts.BetweenAsync(helpers.Keys, [.. parts.Values.Select(p => p.Facts)], today, now, ct);
        var found = new Dictionary<Guid, RowPairing>();
        foreach (var row in pairs)
        {
            if (parts.TryGetValue(row.PartId, out var part) && helpers.TryGetValue(row.HelperId!.Value, out var helper))
            {
                found[row.Id] = new RowPairing(new Pairing(helper.Facts, part.Facts, between(helper.Facts, part.Facts), today), part, helper);
            }
        }

        return (parts, found);
    }
}
