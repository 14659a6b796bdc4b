using MutualAid.Core.Common;
using NpgsqlTypes;

namespace MutualAid.Core.Needs;

/// <content>What has changed, and whether it is still fine for those who agreed.</content>
public sealed partial class Need
{
    /// <summary>Help should come to another area. Refuses a need that is closed or erased.</summary>
    public Result ComeTo(Guid? areaId, NpgsqlPoint? point)
    {
        if (IsClosed || ErasedAt is not null)
        {
            return MovedOn;
        }

        (AreaId, Point) = (areaId, point);
        return Result.Done;
    }

    /// <summary>Asks everybody who has agreed whether it is still fine, and names their claims.</summary>
    public IReadOnlyList<Claim> AskWhetherStillFine(DateTimeOffset now)
    {
        var agreed = claims.FindAll(c => c.State == ClaimState.Agreed);
        agreed.ForEach(claim => claim.HearOfChange(now));
        return agreed;
    }

    /// <summary>The helper says that it is still fine. Refuses a claim that is over, or that nobody asked about.</summary>
    public Result StillFine(Guid claimId)
    {
        var claim = claims.Find(c => c.Id == claimId);
        if (claim is not { State: ClaimState.Agreed, ChangeToldAt: not null })
        {
            return claim is null ? Refusal.NotFound : MovedOn;
        }

        claim.SayStillFine();
        return Result.Done;
    }
}
