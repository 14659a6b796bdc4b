using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Desk;

/// <summary>Who is on a need just now, and when somebody wants to ring again.</summary>
/// <param name="OnIt">The first name of whoever is on it; null when nobody is.</param>
/// <param name="Mine">Whether that is the reader.</param>
public sealed record DeskNote(string? OnIt, bool Mine, DateTimeOffset? Until, DateOnly? RingAgainOn)
{
    public static DeskNote None { get; } = new(null, false, null, null);
}

/// <summary>Reads what the desk did about needs and has in mind for them.</summary>
public sealed class CallQueries(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>What the desk has in mind about each of the needs; a need nobody is on and nobody rings again is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, DeskNote>> NotesAsync(Actor actor, IReadOnlyCollection<Guid> needIds, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator || needIds is null or { Count: 0 })
        {
            return new Dictionary<Guid, DeskNote>();
        }

        var now = time.GetUtcNow();
        var rows = await (
            from mark in db.DeskMarks.AsNoTracking()
            where needIds.Contains(mark.NeedId) && (mark.HeldUntil > now || mark.RingAgainOn != null)
            join holder in db.Members on mark.HolderId equals holder.Id into holders
            from holder in holders.DefaultIfEmpty()
            select new { Mark = mark, Name = (string?)holder!.Name }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Mark.NeedId,
            r => r.Mark.HeldUntil > now
                ? new DeskNote(r.Name, r.Mark.HolderId == actor.MemberId, r.Mark.HeldUntil, r.Mark.RingAgainOn)
                : new DeskNote(null, false, null, r.Mark.RingAgainOn));
    }

    /// <summary>What the desk did about one need of the coordinator's areas, for its timeline.</summary>
    public async Task<IReadOnlyList<TimelineRow>> LogAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var calls = await (
            from call in db.Calls.AsNoTracking()
            where call.NeedId == needId && db.Needs.InAreasOf(actor).Any(n => n.Id == needId)
            join who in db.Members on call.ById equals who.Id
            orderby call.At
            select new { call.At, who.Name, call.Outcome, call.RingAgainOn }).ToListAsync(ct);
        var taken = await (
            from entry in db.AuditEntries.AsNoTracking()
            where entry.NeedId == needId && entry.Deed == Deed.DeskTookOn && db.Needs.InAreasOf(actor).Any(n => n.Id == needId)
            join who in db.Members on entry.ActorId equals who.Id
            select new { entry.At, who.Name }).ToListAsync(ct);
        return
        [
            .. calls.Select(c => new TimelineRow(c.At, Words(c.Outcome, c.Name, c.RingAgainOn)))
                .Concat(taken.Select(t => new TimelineRow(t.At, Phrase.Of("{0} was on this", t.Name)))),
        ];
    }

    /// <summary>Needs of the coordinator's areas to ring again today or earlier, the longest put off first, each with its day.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(Actor actor, CancellationToken ct = default)
    {
        var today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        return await (
            from mark in db.DeskMarks.AsNoTracking()
            where mark.RingAgainOn <= today
            join need in db.Needs.InAreasOf(actor) on mark.NeedId equals need.Id
            where need.ClosedAt == null
            orderby mark.RingAgainOn, mark.NeedId
            select need.Id).Take(DeskQueries.PageSize).ToListAsync(ct);
    }

    private static Phrase Words(CallOutcome outcome, string name, DateOnly? again) => (outcome, again) switch
    {
        (CallOutcome.NoAnswer, { } day) => Phrase.Of("{0} rang, no answer. To ring again on {1}", name, day),
        (CallOutcome.NoAnswer, _) => Phrase.Of("{0} rang, no answer", name),
        (CallOutcome.Voicemail, { } day) => Phrase.Of("{0} rang and left a voicemail. To ring again on {1}", name, day),
        (CallOutcome.Voicemail, _) => Phrase.Of("{0} rang and left a voicemail", name),
        (_, { } day) => Phrase.Of("{0} rang and they spoke. To ring again on {1}", name, day),
        _ => Phrase.Of("{0} rang and they spoke", name),
    };
}
