using System.Data;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Places;

/// <content>The helper's own number, for a coordinator who has to ring after a visit.</content>
public sealed partial class AddressBook
{
    /// <summary>
    /// Opens the standing phone of the helper of an agreed claim for a coordinator of the area, writing who looked and why for the helper to
    /// read. Refuses anybody else as if there were nothing, a missing reason, and a coordinator who has looked at enough people today.
    /// </summary>
    public async Task<Result<Contact>> RevealHelperAsync(Actor actor, Guid claimId, string? reason, CancellationToken ct = default)
    {
        var claim = await db.Claims.AsNoTracking().Where(c => c.Id == claimId && c.State == ClaimState.Agreed)
            .Join(db.Needs, c => c.NeedId, n => n.Id, (c, n) => new { c.HelperId, c.NeedId, n.AreaId }).SingleOrDefaultAsync(ct);
        if (actor.MemberId is not { } viewer || claim is null || !actor.Coordinates(claim.AreaId))
        {
            return Refusal.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({viewer.ToString()}, 1))", ct);
        var now = time.GetUtcNow();
        var wrong = new List<FieldRefusal>();
        var why = TypedText.Check(
            "Reason", reason, AuditEntry.ReasonMaxLength, wrong, Phrase.Of("Write in a few words why you need to look. The helper can read it."));
        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var budget = ContactRules.DailyRevealsOfCoordinator;
        if (await AreBlockedAsync(viewer, claim.HelperId, ct))
        {
            return Refusal.NotFound;
        }

        if (await SpentAsync(viewer, claim.HelperId, now, ct) >= budget)
        {
            return Refusal.NotAllowed(Phrase.Of("You have looked at {0} people’s details since yesterday. That is the limit for one day. Ring your coordinator if it cannot wait.", budget));
        }

        // Not on the need's own list: the neighbour reads there who looked at hers.
        db.AccessEntries.Add(AccessEntry.Of(viewer, claim.HelperId, null, claimId, SeenFacts.Phone, why!, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ContactRevealed, now, claim.NeedId, null, why));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var facts = await db.Set<ContactFacts>().AsNoTracking().SingleOrDefaultAsync(f => f.MemberId == claim.HelperId && f.NeedId == null, ct);
        return new Contact(Open(facts?.Phone, nameof(ContactFacts.Phone), facts?.Id ?? Guid.Empty), null, null, null);
    }
}
