using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

/// <summary>What a neighbour said on the phone, as the coordinator wrote it down.</summary>
/// <param name="Asked">The need itself.</param>
/// <param name="Household">The household it belongs to when it is a known one.</param>
/// <param name="IsNew">True when the coordinator looked and it is a household nobody knows yet.</param>
/// <param name="Agreed">Whether the neighbour said yes to keeping it.</param>
public sealed record PhoneIntake(PostNeed Asked, Guid? Household, bool IsNew, bool Agreed);

/// <summary>Takes in needs that come by phone, for neighbours with or without an account.</summary>
public sealed class IntakeService(NeedService needs, AskRules rules, HouseholdService households)
{
    /// <summary>
    /// Posts the need for the neighbour, by phone, with the coordinator as the one who wrote it down. Refuses what a page of asking refuses,
    /// an area that is not the coordinator's, words nobody agreed to keep, and a number that asked before as long as nobody has said whether it
    /// is the same household. The same form sent again gives what the first sending made.
    /// </summary>
    public async Task<Result<PostedNeed>> TakeAsync(Actor actor, PhoneIntake intake, CancellationToken ct = default)
    {
        if (actor.IsCoordinator && await needs.SentBeforeAsync(intake.Asked, ct) is { } sent)
        {
            return sent;
        }

        var looked = await LookAsync(actor, intake, ct);
        if (looked.Refusal is { } refusal)
        {
            // The same form may have arrived a moment ago, and its own phone is then the one that asked before.
            return actor.IsCoordinator && await needs.SentBeforeAsync(intake.Asked, ct) is { } meanwhile ? meanwhile : refusal;
        }

        return await needs.PostAsync(actor with { Channel = Channel.Phone }, intake.Asked with { OnBehalf = new OnBehalf(intake.Household) }, ct);
    }

    /// <summary>Looks at a call without taking it in: refuses what <see cref="TakeAsync"/> refuses, everything at once, each beside its field.</summary>
    public async Task<Result> LookAsync(Actor actor, PhoneIntake intake, CancellationToken ct = default)
    {
        if (!actor.IsCoordinator)
        {
            return Refusal.NotFound;
        }

        var wrong = new List<FieldRefusal>();
        foreach (var step in Enum.GetValues<AskStep>())
        {
            wrong.AddRange((await rules.LookAsync(actor, intake.Asked, step, ct)).Refusal?.Fields ?? []);
        }

        if (!actor.Coordinates(intake.Asked.AreaId) && wrong.TrueForAll(w => w.Field != "Area"))
        {
            wrong.Add(new FieldRefusal("Area", Phrase.Of("This is not one of your areas. Pick one of yours, or “I’m not sure” so that any coordinator sees it.")));
        }

        if (!intake.Agreed)
        {
            wrong.Add(new FieldRefusal("Agree", Phrase.Of("Ask them, and tick the box when they say yes.")));
        }

        if (intake.Household is { } known ? !await households.KnowsAsync(actor, known, ct) : !intake.IsNew && await households.KnowsPhoneAsync(actor, intake.Asked.Phone, ct))
        {
            wrong.Add(new FieldRefusal("Household", Phrase.Of("This number asked before. Is it the same household?")));
        }

        return wrong.Count == 0 ? Result.Done : Refusal.Invalid(wrong);
    }
}
