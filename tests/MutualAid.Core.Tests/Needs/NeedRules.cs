using System.Reflection;
using System.Text;
using MutualAid.Core.Needs;
using Xunit;
using static MutualAid.Core.Tests.Needs.NeedScene;

namespace MutualAid.Core.Tests.Needs;

/// <summary>What is true of a need after every step, whoever took it; and what no step may change.</summary>
internal static class NeedRules
{
    private static readonly Dictionary<Type, PropertyInfo[]> Said = new[] { typeof(Need), typeof(NeedPart), typeof(Claim) }.ToDictionary(
        type => type, type => type.GetProperties().Where(p => p.Name is not ("Parts" or "Claims" or "Version" or "Widenings")).OrderBy(p => p.Name, StringComparer.Ordinal).ToArray());

    public static void Look(Need need, string after)
    {
        void Holds(bool rule, string what) => Assert.True(rule, $"After {after}: {what} (need {need.State})");

        Holds(need.PostedAt == Start && need.Reference == "K7M4PX", "the need keeps its place in the queue and its reference");
        Holds(need.State == StateOf(need), $"the need is where its parts say ({StateOf(need)})");
        Holds(need.Looking == (need.State is (NeedState.Open or NeedState.PartFilled) && need.Parts.Any(p => p.State == PartState.Open)), "it looks for helpers while an open part wants them");
        Holds((need.Looking || need.DayPassed) == (need.State is NeedState.Open or NeedState.PartFilled), "an open need looks, or its day has passed and the asker is asked");
        Holds(!(need.Looking && need.DayPassed), "nobody is looked for once every day has passed");
        Holds(need.PartsOpen == need.Parts.Count(p => p.State == PartState.Open), "open parts are counted right");
        Holds(need.PartsWanted == need.Parts.Count(p => p.State != PartState.NotNeeded), "wanted parts are counted right");
        Holds(need.IsClosed == need.ClosedAt is not null, "a closed need, and only that, has a day of closing");
        Holds(!need.IsClosed || need.Parts.All(p => p.State is not (PartState.Open or PartState.Filled)), "a closed need has no open part");
        Holds(!need.IsClosed || !need.Claims.Any(c => c.State.IsActive()), "a closed need has no active claim");
        Holds(need.State != NeedState.Draft || (need.AwaitsLook && !need.Claims.Any(c => c.State.IsActive())), "a draft awaits a look and has no helper");
        Holds(need.ErasedAt is null || (need.IsClosed && need.Words is null && need.AccessNeeds is null && need.NotToSay is null), "what was erased is closed and stays gone");
        Holds(need.ErasedAt is null || (need.Parts.All(p => p.What is null) && need.Claims.All(c => c is { Hello: null, Missing: null, HandNote: null })), "and so are the words of its parts and claims");
        Holds(need.Parts.Select(p => p.Position).Distinct().Count() == need.Parts.Count, "every part has a place of its own in the order");
        Holds(need.Parts.All(p => !p.Skipped || p.State == PartState.NotNeeded), "a date that was skipped stays skipped");
        Holds(!need.Claims.Any(c => c.State.IsActive() && c.HelperId == need.AskerId), "nobody helps with their own need");
        foreach (var part in need.Parts)
        {
            var holding = need.Claims.Where(c => c.PartId == part.Id && c.State.HoldsPlace()).ToList();
            Holds(part.HelpersAgreed >= 0 && part.HelpersAgreed <= part.HelpersWanted, "never more helpers than wanted");
            Holds(holding.Select(c => c.Place).Distinct().Count() == holding.Count, "no place is held twice");
            Holds(holding.All(c => c.Place >= 1 && c.Place <= part.HelpersWanted), "every place exists");
            Holds(part.State is not (PartState.Open or PartState.Filled) || part.HelpersAgreed == holding.Count, "helpers are counted right");
            Holds(part.State is not (PartState.Open or PartState.Filled) || (part.State == PartState.Filled) == (part.HelpersAgreed == part.HelpersWanted), "filled means full");
            Holds(part.State is PartState.Open or PartState.Filled || !need.Claims.Any(c => c.PartId == part.Id && c.State.IsActive()), "a part that is over keeps nobody waiting");
            Holds(part.State != PartState.Missed || !need.Claims.Any(c => c.PartId == part.Id && c.State == ClaimState.Done), "what somebody has done was not missed");
        }

        foreach (var pair in need.Claims.Where(c => c.State.IsActive()).GroupBy(c => (c.PartId, c.HelperId)))
        {
            Holds(pair.Count() == 1, "one active claim for each helper and part");
            Holds(!need.Claims.Any(c => c.PartId == pair.Key.PartId && c.HelperId == pair.Key.HelperId && c.AskerSaidNo && c.MadeAt < pair.First().MadeAt), "nobody is brought back whom the neighbour said no to");
        }

        Holds(need.Claims.All(c => c.State.HoldsPlace() == c.Place is not null), "a claim has a place while it holds one");
        Holds(need.Claims.Where(c => c is { TakesOver: not null, State: ClaimState.Invited }).GroupBy(c => c.TakesOver).All(g => g.Count() == 1), "one helper at a time is asked to take over");
    }

    /// <summary>What was true before and must be so after: nobody vanishes, claims take the steps of their matrix, and first times stay.</summary>
    public static void Compare(NeedSnapshot before, Need need, bool done, string after)
    {
        void Holds(bool rule, string what) => Assert.True(rule, $"After {after}: {what}");

        Holds(before.State == need.State || NeedStepsTests.Allows(before.State, need.State), $"{before.State} → {need.State} is in the matrix");
        foreach (var (id, state) in before.Parts)
        {
            var part = need.Parts.SingleOrDefault(p => p.Id == id);
            Holds(part is not null && (part.State == state || NeedStepsTests.Allows(state, part.State)), $"no part vanishes, and {state} → {part?.State} is in the matrix");
        }

        Holds(done || before.Facts == Facts(need), $"a no changes nothing:\n{before.Facts}\n{Facts(need)}\n");
        Holds(before.Claims.All(b => need.Claims.Any(c => c.Id == b.Key && (c.State == b.Value || ClaimSteps.May(b.Value, c.State)))), "every claim takes a step of its matrix");
        Holds(before.AgreedAt is null || before.AgreedAt == need.AgreedAt, "the first yes keeps its time");
        Holds(before.HeardAt is null || before.HeardAt == need.HeardAt, "the first word keeps its time");
        Holds(before.ErasedAt is null || need.ErasedAt is not null, "what was erased does not come back");
    }

    /// <summary>What a verb says has happened: a yes that does nothing of the kind would be a lie.</summary>
    public static void Means(string verb, Need need, bool done)
    {
        var kept = !done || verb switch
        {
            "withdraw" or "erase" or "sort" => need.IsClosed,
            "expire" => need.State == NeedState.Expired,
            "reopen" or "reopen some" => !need.IsClosed && (need.Looking || need.State is NeedState.Draft),
            "take" or "accept" or "hand-over yes" => need.Claims.Any(c => c.State is ClaimState.Offered or ClaimState.Agreed),
            _ => true,
        };
        Assert.True(kept, $"After {verb} the need is {need.State}");
    }

    /// <summary>All that a need, its parts and its claims say, as text: what is saved must read the same when it is loaded.</summary>
    public static string Facts(Need need)
    {
        var text = new StringBuilder();
        Append(text, need);
        foreach (var part in need.Parts.OrderBy(p => p.Id))
        {
            Append(text, part);
        }

        foreach (var claim in need.Claims.OrderBy(c => c.Id))
        {
            Append(text, claim);
        }

        return text.ToString();
    }

    // By closing words a need is what was said; otherwise its parts say where it is.
    private static NeedState StateOf(Need need)
    {
        var left = need.Parts.Where(p => p.State is PartState.Open or PartState.Filled).ToList();
        if (left.Count == 0)
        {
            return need.State is NeedState.Withdrawn or NeedState.Expired or NeedState.Referred ? need.State
                : need.Parts.Any(p => p.State == PartState.Done) ? NeedState.Done
                : need.Parts.Any(p => p.State == PartState.Missed) ? NeedState.Open : NeedState.Withdrawn;
        }

        return need.State == NeedState.Draft ? NeedState.Draft
            : left.All(p => p.State == PartState.Filled) ? NeedState.Agreed
            : need.Parts.Any(p => p.State is PartState.Filled or PartState.Done || (p.State == PartState.Open && p.HelpersAgreed > 0)) ? NeedState.PartFilled
            : NeedState.Open;
    }

    private static void Append(StringBuilder text, object row)
    {
        foreach (var property in Said[row.GetType()])
        {
            var value = property.GetValue(row);
            text.Append(property.Name).Append('=').Append(value switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                System.Collections.BitArray bits => bits.Count,
                IEnumerable<string> words => string.Join('+', words),
                DateTimeOffset at => at.UtcTicks / 10,
                _ => value,
            }).Append(' ');
        }

        text.Append('\n');
    }
}

/// <summary>What a need was before a step.</summary>
internal sealed record NeedSnapshot(string Facts, NeedState State, IReadOnlyDictionary<Guid, PartState> Parts, IReadOnlyDictionary<Guid, ClaimState> Claims, DateTimeOffset? AgreedAt, DateTimeOffset? HeardAt, DateTimeOffset? ErasedAt)
{
    public static NeedSnapshot Of(Need need) => new(
        NeedRules.Facts(need), need.State, need.Parts.ToDictionary(p => p.Id, p => p.State), need.Claims.ToDictionary(c => c.Id, c => c.State), need.AgreedAt, need.HeardAt, need.ErasedAt);
}
