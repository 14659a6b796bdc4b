using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;

namespace MutualAid.Core.Tests.Matching;

/// <summary>A pairing that every rule allows, to be changed in the one thing a test is about.</summary>
internal static class Pairs
{
    public const int Groceries = 0;

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Today = new(2026, 5, 18);

    public static Pairing Fine() => new(
        new HelperFacts
        {
            MemberId = Guid.Parse("00000000-0000-0000-0000-0000000000aa"),
            Kinds = 1L << Groceries,
            Languages = ["en"],
            Hours = WeekHours.Always,
            Cell = new Cell(0, 0),
            AreaId = Guid.Parse("00000000-0000-0000-0000-0000000000cc"),
            Radius = 2_000,
            WeeklyCapacity = 2,
            Vetting = Vetting.Approved,
        },
        new PartFacts
        {
            PartId = Guid.Parse("00000000-0000-0000-0000-0000000000bb"),
            NeedId = Guid.Parse("00000000-0000-0000-0000-0000000000bc"),
            AskerId = Guid.Parse("00000000-0000-0000-0000-0000000000bd"),
            Kind = Groceries,
            Languages = ["en"],
            Time = PartTime.Whenever,
            Cell = new Cell(0, 0),
        },
        BetweenFacts.Strangers,
        Today);

    public static Pairing Helper(this Pairing pairing, Func<HelperFacts, HelperFacts> change) => pairing with { Helper = change(pairing.Helper) };

    public static Pairing Part(this Pairing pairing, Func<PartFacts, PartFacts> change) => pairing with { Part = change(pairing.Part) };

    public static Pairing Between(this Pairing pairing, Func<BetweenFacts, BetweenFacts> change) => pairing with { Between = change(pairing.Between) };

    public static MatchScore Score(this Pairing pairing) => MatchScore.Of(pairing, Weights.Default);
}
