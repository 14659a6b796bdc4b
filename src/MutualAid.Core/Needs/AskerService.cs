using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>
/// What the neighbour who asked can do with her own need afterwards. Every verb refuses anybody else as if the need did not exist,
/// and one that comes too late with a kind sentence; each is one save with its audit entry and its notices.
/// </summary>
public sealed partial class AskerService(MutualAidDb db, AddressBook addressBook, NetworkQueries networks, TimeProvider time)
{
    /// <summary>Says yes to an offer. Everybody else who offered the same part is thanked and let go.</summary>
    public Task<Result> AcceptAsync(Actor actor, OwnNeed own, Guid claimId, CancellationToken ct = default) =>
        ChangeAsync(actor, own, (need, now) =>
        {
            var accepted = need.Accept(claimId, now);
            if (accepted.Ok)
            {
                var claim = need.Claims.Single(c => c.Id == claimId);
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ClaimAgreed, now, need.Id, claimId));
                db.Notices.Add(Notice.To(claim.HelperId, NoticeKind.YouAreAgreed, now, need.Id, claimId));
                Covering.ThankTheOthers(db, need, now);
            }

            return accepted;
        }, ct);

    /// <summary>
    /// Says no to an offer or an agreed helper, without a reason; the need keeps its place. With <paramref name="neverAgain"/> the two are
    /// not brought together again, and the helper is not told of that.
    /// </summary>
    public Task<Result> DeclineAsync(Actor actor, OwnNeed own, Guid claimId, bool neverAgain, CancellationToken ct = default) =>
        ChangeAsync(actor, own, async (need, now) =>
        {
            var declined = need.TurnDown(claimId, now);
            if (!declined.Ok)
            {
                return declined;
            }

            var claim = need.Claims.Single(c => c.Id == claimId);
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.ClaimDeclined, now, need.Id, claimId));
            db.Notices.Add(Notice.To(claim.HelperId, NoticeKind.AskerSaidNo, now, need.Id, claimId));
            if (neverAgain && !await db.Blocks.AnyAsync(b => b.MemberId == need.AskerId && b.OtherId == claim.HelperId, ct))
            {
                db.Blocks.Add(Block.Between(need.AskerId, claim.HelperId, now));
            }

            return declined;
        }, ct);

    /// <summary>Says that it is still wanted. Nothing moves; the need keeps its place.</summary>
    public Task<Result> StillWantedAsync(Actor actor, OwnNeed own, CancellationToken ct = default) =>
        ChangeAsync(actor, own, (need, now) =>
        {
            var still = need.StillWanted(now);
            if (still.Ok)
            {
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedStillWanted, now, need.Id));
            }

            return still;
        }, ct);

    /// <summary>Changes words and time. Refuses what the page of words refuses.</summary>
    public async Task<Result> ChangeAsync(Actor actor, OwnNeed own, PostNeed changed, CancellationToken ct = default)
    {
        var today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        var wrong = new List<FieldRefusal>();
        AskRules.LookAtWords(changed, today, wrong);
        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : await ChangeAsync(actor, own, (need, now) =>
            {
                var before = need.Words;
                var result = need.Change(changed.Words, changed.Time(today), part => part.Hours(today).ToBits(), today);
                if (result.Ok)
                {
                    need.Hear(changed.Time(today), changed.Time(today).Hours(today).ToBits(), now);
                    db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedChanged, now, need.Id));
                    if (need.Words != before)
                    {
                        TellOfChange(need, now);
                    }
                }

                return result;
            }, ct);
    }

    /// <summary>Says that it is sorted: what was agreed counts as done, the rest is not needed any more, and whoever held a piece is told.</summary>
    public Task<Result> SortAsync(Actor actor, OwnNeed own, CancellationToken ct = default) => SortAsync(actor, own, null, ct);

    private Task<Result> SortAsync(Actor actor, OwnNeed own, IReadOnlyCollection<Guid>? only, CancellationToken ct) =>
        ChangeAsync(actor, own, (need, now) =>
        {
            var agreed = need.Claims.Where(c => c.State == ClaimState.Agreed && only?.Contains(c.PartId) != false).ToList();

            // A draft has no helpers yet: it is simply taken back.
            var sorted = need.State == NeedState.Draft ? need.Withdraw(now) : need.Sort(now, only);
            if (sorted.Ok)
            {
                Tell(need, agreed, NoticeKind.NeedClosed, now);
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedSorted, now, need.Id));
            }

            return sorted;
        }, ct);

    /// <summary>Says that it didn't happen: open again at its old place, and nobody is blamed. Refuses a need that nobody had taken on.</summary>
    public Task<Result> DidntHappenAsync(Actor actor, OwnNeed own, CancellationToken ct = default) => DidntHappenAsync(actor, own, null, ct);

    private async Task<Result> DidntHappenAsync(Actor actor, OwnNeed own, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        return await ChangeAsync(actor, own, (need, now) =>
        {
            var agreed = need.Claims.Where(c => ClaimSteps.May(c.State, ClaimState.DidntHappen) && only?.Contains(c.PartId) != false).ToList();
            if (need.State == NeedState.Draft || (only is null && !need.IsClosed && agreed.Count == 0))
            {
                return TooLate;
            }

            var reopened = need.Reopen(now, today, only);
            if (reopened.Ok)
            {
                Tell(need, [.. agreed.Where(c => c.State == ClaimState.DidntHappen)], NoticeKind.HowDidItGo, now);
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedReopened, now, need.Id));
            }

            return reopened;
        }, ct);
    }

    /// <summary>
    /// Erases words, phone, address, door note and messages now. An open need is taken back with them, because nobody could come any more;
    /// whoever held a piece of it is told that it is closed.
    /// </summary>
    public async Task<Result> EraseAsync(Actor actor, OwnNeed own, CancellationToken ct = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var erased = await ChangeAsync(actor, own, async (need, now) =>
        {
            if (!need.IsClosed)
            {
                need.Withdraw(now);
                db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedWithdrawn, now, need.Id));
            }

            need.Erase(now);
            await addressBook.EraseAsync(need.Id, ct);
            await db.ClaimMessages.Where(m => m.NeedId == need.Id).ExecuteDeleteAsync(ct);
            await db.Reflections.Where(r => !r.ByHelper && db.Claims.Any(c => c.Id == r.ClaimId && c.NeedId == need.Id)).ExecuteDeleteAsync(ct);
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedErased, now, need.Id));
            return Result.Done;
        }, ct);
        if (erased.Ok)
        {
            await transaction.CommitAsync(ct);
        }

        return erased;
    }

    private static Refusal TooLate => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private void Tell(Need need, List<Claim> claims, NoticeKind kind, DateTimeOffset now) =>
        db.Notices.AddRange(claims.Select(c => Notice.To(c.HelperId, kind, now, need.Id, c.Id)));

    private Task<Result> ChangeAsync(Actor actor, OwnNeed own, Func<Need, DateTimeOffset, Result> change, CancellationToken ct) =>
        ChangeAsync(actor, own, (need, now) => Task.FromResult(change(need, now)), ct);

    private async Task<Result> ChangeAsync(Actor actor, OwnNeed own, Func<Need, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        var need = await db.Needs.OwnedBy(actor, own).Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery().SingleOrDefaultAsync(ct);
        if (need is null)
        {
            return Refusal.NotFound;
        }

        var (now, stood) = (time.GetUtcNow(), Covering.Standing(need));
        var changed = await change(need, now);
        if (!changed.Ok)
        {
            db.ChangeTracker.Clear();
            return changed;
        }

        Covering.TellWhoWasLetGo(db, need, stood, now);
        return await db.SaveAsync(ct);
    }
}
