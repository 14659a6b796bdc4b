using System.Text;
using MutualAid.Core.Needs;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

/// <summary>
/// Where a need and its parts can get to at all: from small needs of every shape every verb is tried in every position that was found, breadth
/// first. What two positions have in common is all that a verb asks for, so one of them stands for the other.
/// </summary>
internal sealed class NeedMap
{
    // Enough for every step that longer walks have ever found; the random walks, which know no such end, hold themselves to the same matrix.
    private const int MostPositions = 500;
    private const int MostClaims = 2;
    private const int Helpers = 2;

    public static readonly Lazy<NeedMap> Walked = new(Walk);

    /// <summary>From state to state, by which verbs, each with the shortest way there.</summary>
    public Dictionary<(NeedState From, NeedState To), SortedDictionary<string, string>> Needs { get; } = [];

    public Dictionary<(PartState From, PartState To), SortedDictionary<string, string>> Parts { get; } = [];

    public int Seen { get; private set; }

    public int Tried { get; private set; }

    private static NeedMap Walk()
    {
        var map = new NeedMap();
        foreach (var choice in Enum.GetValues<HelperChoice>())
        {
            map.From($"{choice}", () => Post(choice, draft: false, 1));
            map.From($"{choice}, two helpers", () => Post(choice, draft: false, 2));
            map.From($"{choice}, two parts", () => Post(choice, draft: false, 1, 1));
        }

        map.From("two dates", () => NeedVerbs.PostDates(HelperChoice.FirstIsFine, draft: false, NeedVerbs.FirstDay, NeedVerbs.SecondDay));
        map.From("a day", () => NeedVerbs.PostDates(HelperChoice.FirstIsFine, draft: false, NeedVerbs.FirstDay));
        map.From("a rest that somebody has taken", () => Rest(Post(HelperChoice.FirstIsFine, draft: false, 1)));
        map.From("a rest on a day", () => Rest(NeedVerbs.PostDates(HelperChoice.FirstIsFine, draft: false, NeedVerbs.FirstDay)));
        map.From("half of it done, and asked twice about the rest", () => AskedTwice(Post(HelperChoice.FirstIsFine, draft: false, 1, 1)));
        map.From("draft", () => Post(HelperChoice.FirstIsFine, draft: true, 1, 1));
        map.From("draft with dates", () => NeedVerbs.PostDates(HelperChoice.FirstIsFine, draft: true, NeedVerbs.FirstDay, NeedVerbs.SecondDay));
        return map;
    }

    // Half of it is done, and what is missing is a part of its own with a helper.
    private static Need Rest(Need need)
    {
        var claim = need.Take(need.Parts[0].Id, Helper(1), Week, null, Start).Value;
        need.Report(claim.Id, Outcome.PartDone, fromHelper: true, Start.AddMinutes(1), new Leftover("the milk", Week));
        need.Take(need.Parts[1].Id, Helper(1), Week, null, Start.AddMinutes(2));
        return need;
    }

    private static Need AskedTwice(Need need)
    {
        var claim = need.Take(need.Parts[0].Id, Helper(1), Week, null, Start).Value;
        need.Report(claim.Id, Outcome.Done, fromHelper: true, Start.AddMinutes(1));
        need.AskStill(Start.AddMinutes(2));
        need.AskStill(Start.AddMinutes(3));
        return need;
    }

    private void From(string name, Func<Need> post)
    {
        var start = post();
        var seen = new HashSet<string> { Key(start, 0) };
        var rows = new Queue<(List<NeedCall?> Way, int Days)>([([], 0)]);
        while (rows.TryDequeue(out var row))
        {
            var (need, now) = Replay(post, row.Way);
            if (row.Days < 2 && need.Parts.Any(p => p.When == PartWhen.OnDay) && seen.Add(Key(need, row.Days + 1)))
            {
                rows.Enqueue(([.. row.Way, null], row.Days + 1));
            }

            foreach (var call in NeedVerbs.All(need, Helpers, wordsToo: false).ToList())
            {
                Tried++;
                var (states, parts) = (need.State, need.Parts.ToDictionary(p => p.Id, p => p.State));
                var done = call.Do(need, now);
                if (!done.Ok)
                {
                    continue;
                }

                Note(Needs, (states, need.State), call.Verb, name, row.Way);
                foreach (var part in need.Parts.Where(p => parts.ContainsKey(p.Id)))
                {
                    Note(Parts, (parts[part.Id], part.State), call.Verb, name, row.Way);
                }

                if (seen.Count < MostPositions && need.Claims.Count <= MostClaims && seen.Add(Key(need, row.Days)))
                {
                    rows.Enqueue(([.. row.Way, call], row.Days));
                }

                (need, now) = Replay(post, row.Way);
            }
        }

        Seen += seen.Count;
    }

    private static (Need Need, DateTimeOffset Now) Replay(Func<Need> post, List<NeedCall?> way)
    {
        var (need, now) = (post(), Start.AddHours(1));
        foreach (var call in way)
        {
            now = call is null ? now.AddDays(3) : now.AddMinutes(1);
            call?.Do(need, now);
        }

        return (need, now.AddMinutes(1));
    }

    private static void Note<T>(Dictionary<(T From, T To), SortedDictionary<string, string>> into, (T From, T To) step, string verb, string name, List<NeedCall?> way)
        where T : struct, Enum
    {
        if (step.From.Equals(step.To))
        {
            return;
        }

        var verbs = into.TryGetValue(step, out var known) ? known : into[step] = new(StringComparer.Ordinal);
        if (!verbs.ContainsKey(verb))
        {
            verbs[verb] = $"{name}: {string.Join(", ", way.Select(c => c?.Verb ?? "days pass"))}";
        }
    }

    // All that a verb asks for, and nothing else: no words, no instants beyond "before" and "after".
    private static string Key(Need need, int days)
    {
        var key = new StringBuilder();
        var at = need.Parts.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        key.Append(days).Append(need.State).Append(need.AwaitsLook).Append(need.ErasedAt is null).Append(need.StillAsks).Append(need.RingAskedAt is null);
        foreach (var part in need.Parts)
        {
            key.Append('|').Append(part.State).Append(part.HelpersAgreed).Append(part.Skipped).Append(part.Day?.Day).Append(part.DayStands)
                .Append(part.RestOf is { } rest ? at[rest] : -1).Append(part.Day is not null && (need.QuietSince ?? need.PostedAt) >= NeedVerbs.Ends(part));
        }

        var claims = need.Claims.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        foreach (var claim in need.Claims)
        {
            key.Append('/').Append(at[claim.PartId]).Append(claim.HelperId.ToString()[^1]).Append(claim.State).Append(claim.Place).Append(claim.AskerSaidNo)
                .Append(claim.TakesOver is { } over ? claims[over] : -1).Append(claim.HelperSaid is null).Append(claim.AskerSaid is null);
        }

        return key.ToString();
    }
}
