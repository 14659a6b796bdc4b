using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;

namespace MutualAid.Core.Needs;

/// <summary>What a helper's slip says: what kind of help, where roughly and when. No name, no address, no words.</summary>
public sealed record SlipCard
{
    public required Guid ClaimId { get; init; }

    public required Guid NeedId { get; init; }

    public required string Reference { get; init; }

    /// <summary>Null for a kind that is nobody else's business; a slip can be lost.</summary>
    public KindBadge? Kind { get; init; }

    public string? Area { get; init; }

    public required PartTime Time { get; init; }

    public required ClaimState State { get; init; }

    /// <summary>Whether the reader is the helper, and not a coordinator who prints it for one.</summary>
    public required bool Mine { get; init; }

    /// <summary>The last day on which the slip can be used.</summary>
    public required DateOnly GoodUntil { get; init; }

    public bool CanPrint => State == ClaimState.Agreed;
}

/// <summary>Reads what a slip is about.</summary>
public sealed class SlipQueries(MutualAidDb db, NeedViewers viewers)
{
    /// <summary>A slip can be used this long after the day of the visit, or after it was printed when there is no day.</summary>
    public const int GoodForDays = 14;

    /// <summary>The slip of the actor's own claim, or of one in the areas they coordinate; null for anybody else.</summary>
    public async Task<SlipCard?> ReadAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me)
        {
            return null;
        }

        var row = await (
            from claim in db.Claims.AsNoTracking()
            where claim.Id == claimId
            join part in db.NeedParts on claim.PartId equals part.Id
            join need in db.Needs on claim.NeedId equals need.Id
            select new { claim.HelperId, claim.NeedId, claim.State, need.AskerId, need.AreaId, need.Reference, need.KindId, Part = part }).SingleOrDefaultAsync(ct);
        var viewer = await viewers.ReadAsync(actor, ct);
        var mine = row is not null && row.HelperId == me && !viewer.Blocked.Contains(row.AskerId);
        if (row is null || (!mine && !actor.Coordinates(row.AreaId)))
        {
            return null;
        }

        var kind = viewer.Kinds[row.Part.KindId];
        var day = row.Part.Day > viewer.Today ? row.Part.Day.Value : viewer.Today;
        return new SlipCard
        {
            ClaimId = claimId,
            NeedId = row.NeedId,
            Reference = row.Reference,
            Kind = kind.IsSensitive() || viewer.Kinds[row.KindId].IsSensitive() ? null : kind.Badge(),
            Area = await db.Areas.Where(a => a.Id == row.AreaId).Select(a => a.Name).SingleOrDefaultAsync(ct),
            Time = row.Part.Time,
            State = row.State,
            Mine = mine,
            GoodUntil = day.AddDays(GoodForDays),
        };
    }
}

/// <summary>Kinds of help that no paper and no page outside sign-in names (domain.md, "Kinds of help").</summary>
internal static class SensitiveKinds
{
    public static bool IsSensitive(this HelpKind kind) => kind.Discreet || kind.LowestVetting == Vetting.Checked;
}
