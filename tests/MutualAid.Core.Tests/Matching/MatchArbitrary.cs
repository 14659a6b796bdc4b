using FsCheck;
using FsCheck.Fluent;
using MutualAid.Core.Matching;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using NpgsqlTypes;

namespace MutualAid.Core.Tests.Matching;

/// <summary>Helpers, parts and what is between them, made by chance: small ranges, so that rules hold and break about equally often.</summary>
internal static class MatchArbitrary
{
    private static readonly string[] Codes = ["en", "es", "ar", "pl"];

    public static Gen<WeekHours> Week { get; } =
        Gen.OneOf(
            Gen.Constant(WeekHours.Never),
            Gen.Constant(WeekHours.Always),
            Gen.ListOf(Gen.Choose(0, 27)).Select(boxes => boxes.Aggregate(WeekHours.Never, (week, box) => week.With((DayOfWeek)(box % 7), (DayPart)(box / 7)))),
            Gen.ListOf(Gen.Choose(0, 6 * 24)).Select(starts => starts.Aggregate(
                WeekHours.Never, (week, hour) => week.And(WeekHours.On(Pairs.Today.AddDays(hour / 24), new TimeOnly(hour % 24, 0))))));

    public static Gen<NpgsqlPoint> Point { get; } =
        from x in Gen.Choose(-4_999, 4_999)
        from y in Gen.Choose(-4_999, 4_999)
        select new NpgsqlPoint(x, y);

    public static Gen<Pairing> Pairing { get; } =
        from helper in Helper()
        from part in Part()
        from between in Between()
        select new Pairing(helper, part, between, Pairs.Today);

    public static Gen<Weights> Weights { get; } =
        from w in Gen.ArrayOf(Gen.Choose(0, Core.Matching.Weights.Max), 8)
        select new Weights(2)
        {
            Nearness = w[0],
            Continuity = w[1],
            LanguageComfort = w[2],
            TimeFit = w[3],
            LoadHeadroom = w[4],
            ScarcityGuard = w[5],
            AskedLately = w[6],
            Reserve = w[7],
        };

    private static Gen<Guid> Id(int many) => Gen.Choose(1, many).Select(n => new Guid(n, 0, 0, new byte[8]));

    private static Gen<Cell?> Square() => Gen.OneOf(Point.Select(p => (Cell?)Cell.Holding(p)), Gen.Constant<Cell?>(null));

    private static Gen<string[]> Languages() => Gen.SubListOf(Codes).Select(codes => codes.ToArray());

    private static Gen<DateOnly?> Day() =>
        Gen.OneOf(Gen.Choose(-3, 20).Select(days => (DateOnly?)Pairs.Today.AddDays(days)), Gen.Constant<DateOnly?>(null));

    private static Gen<HelperFacts> Helper() =>
        from id in Id(8)
        from kinds in Gen.Choose(0, 15)
        from languages in Languages()
        from hours in Week
        from cell in Square()
        from area in Id(3)
        from radius in Gen.Choose(0, 6_000)
        from capacity in Gen.Choose(0, 4)
        from mostADay in Gen.Choose(0, 2)
        from vetting in Gen.Elements(Enum.GetValues<Vetting>())
        from checkedUntil in Day()
        from rest in Day()
        from lately in Gen.Choose(0, 6)
        from invited in Gen.Choose(0, 6)
        select new HelperFacts
        {
            MemberId = id,
            Kinds = kinds,
            Languages = [.. languages],
            Hours = hours,
            Cell = cell,
            AreaId = area,
            Radius = radius,
            WeeklyCapacity = capacity,
            MostADay = mostADay == 0 ? null : mostADay,
            Vetting = vetting,
            CheckedUntil = checkedUntil,
            RestUntil = rest,
            HelpedLately = lately,
            AskedLately = invited,
        };

    private static Gen<PartFacts> Part() =>
        from id in Id(1_000)
        from asker in Id(8)
        from kind in Gen.Choose(0, 3)
        from vetting in Gen.Elements(Enum.GetValues<Vetting>())
        from languages in Languages()
        from cell in Square()
        from area in Id(3)
        from day in Day()
        from before in Gen.Elements(true, false)
        select new PartFacts
        {
            PartId = id,
            NeedId = id,
            AskerId = asker,
            Kind = kind,
            LowestVetting = vetting,
            Languages = [.. languages],
            Time = day is null ? PartTime.Whenever : new PartTime(before ? PartWhen.Before : PartWhen.OnDay, day),
            Cell = cell,
            AreaId = area,
        };

    private static Gen<BetweenFacts> Between() =>
        from held in Gen.Choose(0, 4)
        from heldThatDay in Gen.Choose(0, Math.Min(held, 2))
        from blocked in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from asked in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from housemate in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from together in Gen.Choose(0, 5)
        from weeks in Gen.Choose(0, 20)
        from price in Gen.Choose(-1, 400)
        select new BetweenFacts
        {
            HeldThatWeek = held,
            HeldThatDay = heldThatDay,
            Blocked = blocked,
            AskedBefore = asked,
            HousemateIsOnIt = housemate,
            DoneTogether = together,
            Price = price < 0 ? null : price,
            TogetherSince = together > 0 ? Pairs.Today.AddDays(-7 * weeks) : null,
        };
}
