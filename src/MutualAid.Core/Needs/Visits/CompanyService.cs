using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs.Visits;

/// <summary>
/// Company for a visit: a partner who comes along, and a buddy who is told the times and never the address. A helper names somebody by the
/// e-mail address they sign in with, and reads the same answer whether or not there is such a member; who it is shows once they said yes.
/// </summary>
public sealed class CompanyService(MutualAidDb db, UserManager<Account> accounts, NetworkQueries networks, TimeProvider time)
{
    /// <summary>
    /// Asks a member to be partner or buddy. Refuses something that is no e-mail address, a claim that is somebody else's, and (as a conflict)
    /// a claim without a plan and a role that is taken. The neighbour of the visit, the helper, anybody with a block between, and a partner
    /// who may not take on this kind of help are named in vain, which nobody is told.
    /// </summary>
    public async Task<Result> AskAsync(Actor actor, Guid claimId, CompanyRole role, string? email, CancellationToken ct = default)
    {
        var claim = await AgreedClaim.MineAsync(db, actor, claimId, ct);
        if (claim is null || !Enum.IsDefined(role))
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        var typed = TypedText.Check("Email", email, AccountService.EmailMaxLength, wrong, Phrase.Of("Write their e-mail address."));
        if (wrong.Count == 0 && typed?.Contains('@', StringComparison.Ordinal) != true)
        {
            wrong.Add(new FieldRefusal("Email", Phrase.Of("Write the whole e-mail address, such as name@example.org.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var now = time.GetUtcNow();
        var visit = claim.State == ClaimState.Agreed ? await LoadAsync(claimId, ct) : null;
        var named = visit is null ? null : await FindAsync(claim, role, typed!, (await networks.ClockAsync(ct)).Day(now), visit.Day, ct);
        var asked = visit?.Ask(role, named, now);
        if (asked is null)
        {
            db.ChangeTracker.Clear();
            return MovedOn;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.CompanyAsked, now, claim.NeedId, claimId));
        if (asked.MemberId is { } memberId)
        {
            db.Notices.Add(Notice.To(memberId, NoticeKind.AskedAlong, now, claimId: claimId));
        }

        return await db.SaveAsync(ct);
    }

    /// <summary>The helper does without somebody named before; for a partner the pair is not complete any more.</summary>
    public async Task<Result> DoWithoutAsync(Actor actor, Guid claimId, CompanyRole role, CancellationToken ct = default)
    {
        var claim = await AgreedClaim.MineAsync(db, actor, claimId, ct);
        if (claim is null)
        {
            return Refusal.NotFound;
        }

        var (now, visit) = (time.GetUtcNow(), await LoadAsync(claimId, ct));
        if (visit?.DoWithout(role, now) is null)
        {
            return MovedOn;
        }

        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.CompanyAnswered, now, claim.NeedId, claimId));
        return await db.SaveAsync(ct);
    }

    /// <summary>
    /// Whoever was named says yes or no, and may change their mind; the helper hears when the pair is complete, or not any more. Refuses
    /// anybody who was not named as if there were nothing, and a partner whose talk or check is not enough for this kind of help.
    /// </summary>
    public async Task<Result> AnswerAsync(Actor actor, Guid claimId, bool yes, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var visit = actor.MemberId is null ? null : await LoadAsync(claimId, ct);
        var mine = visit?.Companions.SingleOrDefault(c => c.MemberId == actor.MemberId && c.Answer != CompanyAnswer.No);
        var claim = mine is null ? null : await db.Claims.AsNoTracking().Where(c => c.Id == claimId && c.State == ClaimState.Agreed)
            .Join(db.NeedParts, c => c.PartId, p => p.Id, (c, p) => new { c.NeedId, c.HelperId, p.KindId }).SingleOrDefaultAsync(ct);
        if (visit is null || mine is null || claim is null)
        {
            return Refusal.NotFound;
        }

        if (yes && mine.Role == CompanyRole.Partner
            && await BarredAsync(actor.MemberId!.Value, claim.KindId, (await networks.ClockAsync(ct)).Day(now), visit.Day, ct) is { } barred)
        {
            return Refusal.NotAllowed(barred);
        }

        if (yes && mine.Answer == CompanyAnswer.Yes)
        {
            return Result.Done;
        }

        var wasYes = mine.Answer == CompanyAnswer.Yes;
        mine.Say(yes, now);
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.CompanyAnswered, now, claim.NeedId, claimId));
        if (mine.Role == CompanyRole.Partner && (yes || wasYes))
        {
            db.Notices.Add(Notice.To(claim.HelperId, yes ? NoticeKind.PairComplete : NoticeKind.PairLost, now, claim.NeedId, claimId));
        }

        return await db.SaveAsync(ct);
    }

    private static Refusal MovedOn => Refusal.Conflict(Phrase.Of("This has moved on since you opened the page. Here is how it stands now."));

    private Task<Visit?> LoadAsync(Guid claimId, CancellationToken ct) =>
        db.Visits.Include(v => v.Companions).SingleOrDefaultAsync(v => v.ClaimId == claimId, ct);

    private async Task<Guid?> FindAsync(AgreedClaim claim, CompanyRole role, string email, DateOnly today, DateOnly day, CancellationToken ct)
    {
        var known = accounts.NormalizeEmail(email);
        var found = await db.Users.AsNoTracking().Where(a => a.NormalizedEmail == known).Select(a => (Guid?)a.MemberId).SingleOrDefaultAsync(ct);
        if (found is not { } memberId || memberId == claim.HelperId || memberId == claim.AskerId
            || await db.Blocks.AnyAsync(
                b => (b.MemberId == memberId && (b.OtherId == claim.HelperId || b.OtherId == claim.AskerId))
                    || (b.OtherId == memberId && (b.MemberId == claim.HelperId || b.MemberId == claim.AskerId)), ct))
        {
            return null;
        }

        return role == CompanyRole.Partner && await BarredAsync(memberId, claim.KindId, today, day, ct) is not null ? null : memberId;
    }

    // Whoever comes along stands at the same door, so the same talk or check is asked of them.
    private async Task<Phrase?> BarredAsync(Guid memberId, string kindId, DateOnly today, DateOnly day, CancellationToken ct)
    {
        var kind = await db.HelpKinds.AsNoTracking().SingleAsync(k => k.Id == kindId, ct);
        var profile = await db.HelperProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == memberId, ct);
        return profile is null
            ? Phrase.Of("Only helpers can come along. Say first what you could help with, on your page.")
            : new HelperLoad { Vetting = profile.Vetting, CheckedUntil = profile.CheckedUntil, Today = today, WeeklyCapacity = 0 }
                .LookAtKind(kind, new PartTime(PartWhen.OnDay, day));
    }
}
