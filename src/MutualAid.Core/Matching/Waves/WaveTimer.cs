using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// Asks neighbours in waves, as <see cref="WavePolicy"/> says: first keeps what came of the asks that are out, then looks at the parts whose time for a
/// look has come. An ask is a notice and nothing else: it holds no place and takes nothing from anybody's week. Who was invited to the part first keeps
/// their time; a need that a coordinator still has to look at is not looked for here.
/// </summary>
public sealed class WaveTimer(MutualAidDb db, NetworkQueries networks, Clocks clocks, WaveOptions options) : NetworkTimer
{
    /// <summary>How long asks are kept: long enough to learn from, and no longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(56);

    // A look reads helpers and answers, so a step takes few.
    private const int LooksInAStep = 50;
    private const int MostCandidates = 60;

    // Without an answer or a moment to wait for, whoever is free may be another one in a while.
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan NextLookWithCoordinator = TimeSpan.FromHours(1);
    private static readonly TimeSpan NextLookWithoutHaste = TimeSpan.FromHours(12);

    // Where enough waves have just begun, the next turn.
    private static readonly TimeSpan NextTurn = TimeSpan.FromMinutes(5);

    private readonly MatchFacts facts = new(db);
    private readonly HelperSearch search = new(db);

    public override async Task<int> StepAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var settled = await new WaveSettling(db).StepAsync(now, Batch, ct);
        var old = now - Kept;
        settled += await db.Waves.Where(w => w.EndedAt < old).ExecuteDeleteAsync(ct);
        if (settled > 0 || options.Ask == 0)
        {
            return settled;
        }

        var due = await (
            from part in db.NeedParts
            join need in db.Needs on part.NeedId equals need.Id
            join look in db.WaveLooks on part.Id equals look.PartId into looks
            from look in looks.DefaultIfEmpty()
            where need.Looking && part.State == PartState.Open && part.HelpersAgreed < part.HelpersWanted && (look == null || look.At <= now)
            orderby need.Urgency descending, need.PostedAt, part.Id
            select new { part.Id, part.NeedId }).Take(LooksInAStep).ToListAsync(ct);
        var clock = await networks.ClockAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var policy = new WavePolicy(options.Settings(), clock);
        var round = new Round(policy, clock, await WeightQueries.NowAsync(db, ct), await AreaFills.ReadAsync(db, now, ct), now) { NewWaves = await NewWavesAsync(policy, now, ct) };
        var done = 0;
        foreach (var part in due)
        {
            db.ChangeTracker.Clear();
            done += await LookAsync(round, part.NeedId, part.Id, ct) ? 1 : 0;
        }

        return done;
    }

    // True when somebody was asked or told; a look by itself is nothing that happened.
    private async Task<bool> LookAsync(Round round, Guid needId, Guid partId, CancellationToken ct)
    {
        var (policy, clock, weights, fills, now) = round;
        var part = (await facts.PartsAsync([needId], ct)).Single(p => p.Facts.PartId == partId);
        var look = await db.WaveLooks.SingleOrDefaultAsync(l => l.PartId == partId, ct);
        if (look is null)
        {
            look = WaveLook.First(needId, partId, now);
            db.WaveLooks.Add(look);
        }

        var claims = await db.Claims.AsNoTracking().Where(c => c.PartId == partId).Select(c => new { c.State, c.AnswerBy }).ToListAsync(ct);
        var places = await db.NeedParts.Where(p => p.Id == partId).Select(p => p.HelpersWanted - p.HelpersAgreed).SingleAsync(ct) - claims.Count(c => c.State == ClaimState.Offered);
        var invited = claims.Where(c => c.State == ClaimState.Invited && c.AnswerBy > now).Max(c => c.AnswerBy);
        if (places <= 0 || invited is not null)
        {
            look.Again(invited ?? now + NextLook);
            await db.SaveAsync(ct);
            return false;
        }

        var wave = await db.Waves.OrderByDescending(w => w.Number).FirstOrDefaultAsync(w => w.PartId == partId, ct);
        var waiting = await db.WavePings.AsNoTracking().Where(p => p.PartId == partId && p.Outcome == PingOutcome.Waiting).Select(p => new { p.Chance, p.AnswerBy }).ToListAsync(ct);
        var call = new WaveCall
        {
            Urgency = part.Urgency,
            Since = part.PostedAt,
            Deadline = WaveDeadline.Of(part, clocks, clock),
            Now = now,
            Places = places,
            Waiting = [.. waiting.Select(w => w.Chance / (double)WavePing.WholeChance)],
            Progress = wave switch { null => WaveProgress.None, { EndedAt: not null } => wave.Progress with { Asked = wave.Size }, _ => wave.Progress },
            HandedOver = look.HandedOver is not null,
            AreaFill = fills.Of(part.Facts.AreaId),
            NetworkFill = fills.Network,
        };
        if (wave is null && part.Urgency < Urgency.Urgent && round.NewWaves <= 0 && !policy.BoardIsEnough(call))
        {
            // Enough have just been asked about other needs: this one keeps its turn.
            look.Again(now + NextTurn);
            await db.SaveAsync(ct);
            return false;
        }

        var (candidates, lines) = policy.BoardIsEnough(call) ? ([], []) : await CandidatesAsync(part, weights, clock.Day(now), now, ct);
        var decision = policy.Decide(call, candidates);
        round.NewWaves -= wave is null && decision.Asks.Length > 0 && part.Urgency < Urgency.Urgent ? 1 : 0;
        await KeepAsync(needId, partId, wave, decision, lines, now, ct);

        // Where hardly anybody may be asked, or it is too late to, the need is on the desk from its first minute, and that is enough.
        var told = decision.HandOver is not null && (wave is not null || decision.Asks.Length > 0);
        if (told)
        {
            look.HandOverTo(decision.HandOver!.Value, now);
            await TellAsync(part, now, ct);
        }

        look.Again(Earliest(
            decision.LookAgainAt,
            decision.Asks.Select(a => (DateTimeOffset?)a.AnswerBy).Concat(waiting.Select(w => (DateTimeOffset?)w.AnswerBy)).Where(at => at > now).Min(),
            decision.Step switch
            {
                WaveStep.BoardOnly => now + NextLookWithoutHaste,
                WaveStep.WithCoordinator => now + NextLookWithCoordinator,
                WaveStep.Quiet => (DateTimeOffset?)null,
                _ => now + NextLook,
            }) ?? now + NextLook);
        return (await db.SaveAsync(ct)).Ok && (told || decision.Asks.Length > 0);
    }

    // How many waves may still begin for what is not urgent; counted from rows, so that it holds whatever the server did before.
    private async Task<int> NewWavesAsync(WavePolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - options.Settings().SpreadOver;
        var mayBeAsked = await db.HelperProfiles.CountAsync(p => p.Active && p.WeeklyCapacity > 0, ct);
        var begun = await db.Waves.CountAsync(w => w.Number == 1 && w.BegunAt > since && db.Needs.Any(n => n.Id == w.NeedId && n.Urgency < Urgency.Urgent), ct);
        return policy.MostNewWaves(mayBeAsked) - begun;
    }

    private async Task KeepAsync(Guid needId, Guid partId, Wave? wave, WaveDecision decision, Dictionary<Guid, IReadOnlyList<ScoreLine>> lines, DateTimeOffset now, CancellationToken ct)
    {
        var ids = decision.Asks.Select(a => a.HelperId).ToList();
        var late = ids.Count == 0 ? [] : await db.WavePings.Where(p => p.PartId == partId && ids.Contains(p.HelperId)).ToDictionaryAsync(p => p.HelperId, ct);
        foreach (var ask in decision.Asks)
        {
            if (wave is null || wave.Number < ask.Wave)
            {
                wave?.End(WaveEnd.Followed, now);
                wave = Wave.Begin(needId, partId, ask.Wave, SizeOf(decision, ask.Wave), decision.Chance, now, decision.Progress.HelpedBefore);
                db.Waves.Add(wave);
                db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.NeighboursAsked, now, needId, wave.Id));
            }

            if (late.TryGetValue(ask.HelperId, out var before))
            {
                wave.AskAgain(before, ask, lines[ask.HelperId], now);
            }
            else
            {
                db.WavePings.Add(wave.Ask(ask, lines[ask.HelperId], now));
            }

            db.Notices.Add(Notice.To(ask.HelperId, NoticeKind.CouldYouHelp, now, needId));
        }
    }

    // A look may end one wave and begin the next; all but the last made every ask they could.
    private static int SizeOf(WaveDecision decision, int wave) =>
        wave == decision.Progress.Number ? decision.Progress.Size : decision.Asks.Count(a => a.Wave == wave);

    private async Task TellAsync(PartRow part, DateTimeOffset now, CancellationToken ct)
    {
        db.AuditEntries.Add(AuditEntry.Of(Actor.System, Deed.NobodyFoundYet, now, part.Facts.NeedId, part.Facts.PartId));
        var coordinators = await db.RoleGrants.CoordinatorsOf(part.Facts.AreaId).Select(g => g.MemberId).Distinct().ToListAsync(ct);
        db.Notices.AddRange(coordinators.Select(id => Notice.To(id, NoticeKind.NobodyFoundYet, now, part.Facts.NeedId)));
    }

    // Everybody the hard rules allow, without those who would not have it suggested. Whoever stands by for this very part may be asked once more.
    private async Task<(List<WaveCandidate> Candidates, Dictionary<Guid, IReadOnlyList<ScoreLine>> Lines)> CandidatesAsync(PartRow part, Weights weights, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var found = await search.FindAsync(part.Facts, part.Point, await search.AreaPointAsync(part, ct), today, now, weights, MostCandidates, ct);
        var ids = found.Select(f => f.Row.Facts.MemberId).ToList();
        var answers = await AnswerCounts.ReadAsync(db, ids, part.KindId, now, ct);
        var before = await db.WavePings.Where(p => p.PartId == part.Facts.PartId && p.Outcome != PingOutcome.StandsBy).Select(p => p.HelperId).ToHashSetAsync(ct);
        var standsBy = await Standby.OfAsync(db, ids, part.KindId, now, ct);
        var atNight = part.Urgency == Urgency.Critical
            ? await db.HelperProfiles.Where(p => ids.Contains(p.MemberId) && p.EvenAtNight).Select(p => p.MemberId).ToHashSetAsync(ct)
            : [];
        var notThisOne = await db.NotTheseOnes.Where(n => n.NeedId == part.Facts.NeedId).Select(n => n.MemberId).ToHashSetAsync(ct);
        var (homes, asking) = part.Facts.HomesApart ? await HomesAsync(part.Facts.PartId, ids, ct) : ([], []);
        var ranking = MatchRanking.Of(
            found.Where(f => !notThisOne.Contains(f.Row.Facts.MemberId) && !(homes.TryGetValue(f.Row.Facts.MemberId, out var home) && asking.Contains(home))).Select(f => new Pairing(f.Row.Facts, part.Facts, f.Between, today)),
            weights);
        return (
            [.. ranking.Fitting.Select(f => new WaveCandidate
            {
                HelperId = f.Pairing.Helper.MemberId,
                Points = f.Score.Total,
                Probability = answers.Of(f.Pairing.Helper.MemberId).Probability,
                AskedLately = f.Pairing.Helper.AskedLately,
                AskedBefore = before.Contains(f.Pairing.Helper.MemberId),
                BeingAsked = answers.IsBeingAsked(f.Pairing.Helper.MemberId),
                EvenAtNight = atNight.Contains(f.Pairing.Helper.MemberId),
                HelpedBefore = f.Pairing.Between.DoneTogether > 0,
                StandsBy = standsBy.Contains(f.Pairing.Helper.MemberId),
                HomeId = homes.TryGetValue(f.Pairing.Helper.MemberId, out var home) ? home : null,
            })],
            ranking.Fitting.ToDictionary(f => f.Pairing.Helper.MemberId, f => f.Score.Lines));
    }

    // Which of them share a home with somebody, and the homes in which somebody thinks about this very part just now.
    private async Task<(Dictionary<Guid, Guid> Homes, HashSet<Guid> Asking)> HomesAsync(Guid partId, List<Guid> ids, CancellationToken ct) =>
        (await db.HelperProfiles.Where(p => p.HomeId != null && ids.Contains(p.MemberId)).ToDictionaryAsync(p => p.MemberId, p => p.HomeId!.Value, ct),
        await db.WavePings.Where(w => w.PartId == partId && w.Outcome == PingOutcome.Waiting)
            .Join(db.HelperProfiles.Where(p => p.HomeId != null), w => w.HelperId, p => p.MemberId, (_, p) => p.HomeId!.Value).ToHashSetAsync(ct));

    // What all looks of a step have in common.
    private sealed record Round(WavePolicy Policy, NetworkClock Clock, Weights Weights, AreaFills Fills, DateTimeOffset Now)
    {
        public int NewWaves { get; set; }
    }

    private static DateTimeOffset? Earliest(params IEnumerable<DateTimeOffset?> times) => times.Min();
}
