using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Exchanges;

/// <summary>Reads threads for their two sides, and for those who were asked in which threads there are. Who reads what is in <see cref="ThreadRules"/>.</summary>
public sealed class ThreadQueries(MutualAidDb db, MessageSeals seals, TimeProvider time)
{
    /// <summary>As many as anybody looks after in a day; the oldest come first.</summary>
    public const int MostCalled = 50;

    /// <summary>The thread of the actor's own claim; null when it is somebody else's, or when the helper was let go and reads nothing any more.</summary>
    public async Task<ClaimThread?> OfHelperAsync(Actor actor, Guid claimId, CancellationToken ct = default)
    {
        if (actor.MemberId is not { } me)
        {
            return null;
        }

        var thread = await db.Threads().SingleOrDefaultAsync(t => t.ClaimId == claimId && t.HelperId == me, ct);
        return thread?.Stands(time.GetUtcNow()) == true ? (await ReadAsync([thread], forHelper: true, ct))[0] : null;
    }

    /// <summary>The thread of one claim on the asker's own need, however the claim stands; null for anybody else.</summary>
    public async Task<ClaimThread?> OfAskerAsync(Actor actor, OwnNeed own, Guid claimId, CancellationToken ct = default) =>
        (await OfNeedAsync(actor, own, ct)).SingleOrDefault(t => t.ClaimId == claimId);

    /// <summary>Every thread of the asker's own need: those that stand, and earlier ones that hold messages. Empty for anybody else.</summary>
    public async Task<IReadOnlyList<ClaimThread>> OfNeedAsync(Actor actor, OwnNeed own, CancellationToken ct = default)
    {
        var (owned, now) = (db.Needs.OwnedBy(actor, own), time.GetUtcNow());
        var threads = await db.Threads()
            .Where(t => owned.Any(n => n.Id == t.NeedId)
                && (t.State == ClaimState.Agreed || t.State == ClaimState.Done || t.State == ClaimState.PartDone || db.ClaimMessages.Any(m => m.ClaimId == t.ClaimId)))
            .OrderBy(t => t.ClaimId).ToListAsync(ct);
        return [.. (await ReadAsync(threads, forHelper: false, ct)).Where(t => t.CanWrite || t.Messages.Count > 0)];
    }

    /// <summary>The threads somebody asked this coordinator or safeguarding lead to look at, the oldest call first. Without their words: those are opened one by one.</summary>
    public async Task<IReadOnlyList<CalledThread>> CalledAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator && !actor.IsSafeguardingLead)
        {
            return [];
        }

        var (areas, everywhere) = (actor.Areas?.ToList() ?? [], actor.IsCoordinator && actor.Areas is null);
        var (coordinates, leads, me) = (actor.IsCoordinator, actor.IsSafeguardingLead, actor.MemberId);
        var open = db.ThreadCalls.Where(c => c.ClosedAt == null);
        var rows = await (
            from thread in db.Threads()
            where open.Any(c => c.ClaimId == thread.ClaimId) && thread.HelperId != me && thread.AskerId != me
                && ((coordinates && (everywhere || thread.AreaId == null || areas.Contains(thread.AreaId.Value)))
                    || (leads && open.Any(c => c.ClaimId == thread.ClaimId && c.Kind == CallKind.Reported)))
            join need in db.Needs on thread.NeedId equals need.Id
            join kind in db.HelpKinds on need.KindId equals kind.Id
            select new
            {
                thread.ClaimId,
                thread.NeedId,
                KindId = kind.Id,
                kind.Name,
                Asker = db.Members.Where(m => m.Id == thread.AskerId).Select(m => m.Name).Single(),
                Helper = db.Members.Where(m => m.Id == thread.HelperId).Select(m => m.Name).Single(),
                Reported = open.Any(c => c.ClaimId == thread.ClaimId && c.Kind == CallKind.Reported),
                Since = open.Where(c => c.ClaimId == thread.ClaimId).Min(c => c.At),
            }).OrderBy(r => r.Since).ThenBy(r => r.ClaimId).Take(MostCalled).ToListAsync(ct);
        return [.. rows.Select(r => new CalledThread(r.ClaimId, r.NeedId, r.KindId, new Phrase(r.Name), r.Asker, r.Helper, r.Reported, r.Since))];
    }

    private async Task<List<ClaimThread>> ReadAsync(List<ThreadSides> threads, bool forHelper, CancellationToken ct)
    {
        var ids = threads.ConvertAll(t => t.ClaimId);
        var others = threads.ConvertAll(t => forHelper ? t.AskerId : t.HelperId);
        var messages = (await db.ClaimMessages.AsNoTracking().Where(m => ids.Contains(m.ClaimId)).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct)).ToLookup(m => m.ClaimId);
        var calls = (await db.ThreadCalls.AsNoTracking().Where(c => ids.Contains(c.ClaimId) && c.ClosedAt == null).ToListAsync(ct)).ToLookup(c => c.ClaimId);
        var names = await db.Members.Where(m => others.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        return threads.ConvertAll(t => new ClaimThread
        {
            ClaimId = t.ClaimId,
            OtherName = names[forHelper ? t.AskerId : t.HelperId],
            Messages = [.. messages[t.ClaimId].Select(m => new ThreadMessage(m.FromHelper == forHelper, seals.Open(m), m.At))],
            CanWrite = t.Stands(time.GetUtcNow()),
            Invited = calls[t.ClaimId].Any(c => c.Kind == CallKind.Invited),
            ReportedByMe = calls[t.ClaimId].Any(c => c.Kind == CallKind.Reported && c.FromHelper == forHelper),
        });
    }
}
