namespace MutualAid.Core.Needs;

/// <summary>What is still missing after a part was half done, in one line, and the network's day it was said on.</summary>
public sealed record Leftover(string What, DateOnly Today);

/// <content>"Part done": the done part counts as done, and what is missing stays open as a part of its own, at the need's old place in the queue.</content>
public sealed partial class Need
{
    // Of a part that several do together the others still hold theirs: there the place itself opens again. And what a neighbour took back, or let
    // run out, nobody opens again but her.
    private bool KeepsRest(NeedPart part, Outcome outcome, Leftover? left) =>
        outcome == Outcome.PartDone && left is not null && part.HelpersWanted == 1 && State is not (NeedState.Withdrawn or NeedState.Expired);

    // Whether what is missing of the part was left by the claim that has stood as it is since then: once somebody else has taken the part on, it is theirs.
    private bool LeftTheRest(NeedPart part, DateTimeOffset since) => parts.Exists(p => p.RestOf == part.Id)
        && !claims.Exists(c => c.PartId == part.Id && c.State is (ClaimState.Agreed or ClaimState.Done or ClaimState.PartDone) && c.ChangedAt > since);

    private void KeepRest(NeedPart part, Leftover left, DateTimeOffset now)
    {
        parts.Add(NeedPart.RestOfPart(part, (short)(parts.Max(p => p.Position) + 1), left, now));
        Finish(part, PartState.Done, now);
        Wake();
    }

    // It did not happen after all: the whole part is wanted again, so its rest is not, unless somebody is on it already.
    private void TakeRestBack(NeedPart part, DateTimeOffset now)
    {
        foreach (var rest in parts.Where(p => p.RestOf == part.Id && p.State == PartState.Open && p.HelpersAgreed == 0))
        {
            Finish(rest, PartState.NotNeeded, now);
        }
    }

    private void Wake() => State = State == NeedState.Done ? NeedState.Open : State;
}
