using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Where help should come to and how the neighbour is reached; what is left empty stays as it is.</summary>
public sealed record ChangedReach(Guid? AreaId, string? Phone, string? Address, string? DoorNote)
{
    public bool HasContact => TypedText.Clean(Phone) is not null || TypedText.Clean(Address) is not null || TypedText.Clean(DoorNote) is not null;
}

/// <content>Answers about some of a need's parts, taking it back, and another place or number.</content>
public sealed partial class AskerService
{
    private static Refusal NoPart => Refusal.Invalid("Parts", Phrase.Of("Tick one part or more."));

    /// <summary>Says of some parts that they are sorted; the others go on. Refuses no part, and parts that are over already.</summary>
    public async Task<Result> SortPartsAsync(Actor actor, OwnNeed own, IReadOnlyCollection<Guid> parts, CancellationToken ct = default) =>
        parts.Count == 0 ? NoPart : await SortAsync(actor, own, parts, ct);

    /// <summary>Says of some parts that they didn't happen: those are open again at their old place. Refuses no part, and parts that are open as they are.</summary>
    public async Task<Result> PartsDidntHappenAsync(Actor actor, OwnNeed own, IReadOnlyCollection<Guid> parts, CancellationToken ct = default) =>
        parts.Count == 0 ? NoPart : await DidntHappenAsync(actor, own, parts, ct);

    /// <summary>Takes the need back: it is not needed any more. Whoever held, offered or was asked for a part of it is told. Refuses one that is closed.</summary>
    public Task<Result> WithdrawAsync(Actor actor, OwnNeed own, CancellationToken ct = default) =>
        ChangeAsync(actor, own, (need, now) =>
        {
            var withdrawn = need.Withdraw(now);
            if (withdrawn.Ok)
            {
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedWithdrawn, now, need.Id));
            }

            return withdrawn;
        }, ct);

    /// <summary>
    /// Another area, number, address or door note. Helpers who agreed are told and asked whether it is still fine. Refuses what the page of
    /// asking refuses, and as a conflict a need that is closed or erased.
    /// </summary>
    public async Task<Result> ReachAsync(Actor actor, OwnNeed own, ChangedReach changed, CancellationToken ct = default)
    {
        var wrong = new List<FieldRefusal>();
        AddressBook.Look(changed.Phone, changed.Address, changed.DoorNote, wrong);
        var area = await db.Areas.Where(a => a.Id == changed.AreaId).Select(a => new { a.Id, a.Point }).SingleOrDefaultAsync(ct);
        if (changed.AreaId is not null && area is null)
        {
            wrong.Add(new FieldRefusal("Area", Phrase.Of("Pick an area from the list, or “I’m not sure”.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        return await ChangeAsync(actor, own, async (need, now) =>
        {
            var moves = need.AreaId != changed.AreaId;
            var come = moves || need.IsClosed || need.ErasedAt is not null ? need.ComeTo(changed.AreaId, area?.Point) : Result.Done;
            if (!come.Ok || !(moves || changed.HasContact))
            {
                return come;
            }

            await addressBook.ChangeAsync(need.AskerId, need.Id, changed.Phone, changed.Address, changed.DoorNote, now, ct);
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedChanged, now, need.Id));
            TellOfChange(need, now);
            return Result.Done;
        }, ct);
    }

    private void TellOfChange(Need need, DateTimeOffset now) =>
        Tell(need, [.. need.AskWhetherStillFine(now)], NoticeKind.NeedChanged, now);
}
