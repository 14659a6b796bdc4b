namespace MutualAid.Core.Needs.Repeats;

/// <summary>
/// What a rule gives within one of its periods (a year, a month, a week, a day, an hour…). The days of the period are looked at one by one,
/// then come the hours of the day: that is slower than arithmetic and hard to get wrong.
/// </summary>
internal sealed class RecurrenceSets
{
    private readonly Recurrence rule;
    private readonly IReadOnlyDictionary<string, int[]> by;
    private readonly DateTime start;
    private readonly int[] monthDays;
    private readonly int[] months;
    private readonly IReadOnlyList<NthDay> days;
    private readonly int[] positions;

    public RecurrenceSets(Recurrence rule, IReadOnlyDictionary<string, int[]> by, DateTime start)
    {
        (this.rule, this.by, this.start) = (rule, by, start);
        (months, monthDays, days, positions) = (By("BYMONTH"), By("BYMONTHDAY"), rule.Days, By("BYSETPOS"));

        // What the rule leaves open, the start says.
        var open = monthDays.Length == 0 && days.Count == 0 && By("BYYEARDAY").Length == 0;
        switch (rule.Frequency)
        {
            case Frequency.Yearly when open && By("BYWEEKNO").Length > 0:
                days = [new NthDay(0, start.DayOfWeek)];
                break;
            case Frequency.Yearly when open:
                months = months.Length == 0 ? [start.Month] : months;
                monthDays = [start.Day];
                break;
            case Frequency.Monthly when open:
                monthDays = [start.Day];
                break;
            case Frequency.Weekly when days.Count == 0:
                days = [new NthDay(0, start.DayOfWeek)];
                break;
        }
    }

    /// <summary>The beginning of the period that holds the start.</summary>
    public DateTime First => rule.Frequency switch
    {
        Frequency.Yearly => new DateTime(start.Year, 1, 1),
        Frequency.Monthly => new DateTime(start.Year, start.Month, 1),
        Frequency.Weekly => start.Date.AddDays(-FromWeekStart(start.DayOfWeek)),
        Frequency.Daily => start.Date,
        Frequency.Hourly => start.Date.AddHours(start.Hour),
        Frequency.Minutely => start.Date.AddHours(start.Hour).AddMinutes(start.Minute),
        _ => start,
    };

    /// <summary>Moves on to the next period the rule looks at; false at the end of the calendar.</summary>
    public bool Step(ref DateTime period)
    {
        try
        {
            var by = rule.Interval;
            period = rule.Frequency switch
            {
                Frequency.Yearly => period.AddYears(by),
                Frequency.Monthly => period.AddMonths(by),
                Frequency.Weekly => period.AddDays(7L * by),
                Frequency.Daily => period.AddDays(by),
                Frequency.Hourly => period.AddHours(by),
                Frequency.Minutely => period.AddMinutes(by),
                _ => period.AddSeconds(by),
            };
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Everything the rule gives in the period, in order; also what lies before the rule's start.</summary>
    public IEnumerable<DateTime> In(DateTime period)
    {
        var all = DaysOf(period).Where(Fits).SelectMany(day => Times(period).Select(time => day + time));
        if (positions.Length == 0)
        {
            return all;
        }

        var set = all.ToList();
        return positions.Select(p => p > 0 ? p - 1 : set.Count + p).Where(i => i >= 0 && i < set.Count).Distinct().Order().Select(i => set[i]);
    }

    private int[] By(string name) => by.TryGetValue(name, out var numbers) ? numbers : [];

    private int FromWeekStart(DayOfWeek day) => ((int)day - (int)rule.WeekStart + 7) % 7;

    private IEnumerable<DateTime> DaysOf(DateTime period)
    {
        var length = rule.Frequency switch
        {
            Frequency.Yearly => DateTime.IsLeapYear(period.Year) ? 366 : 365,
            Frequency.Monthly => DateTime.DaysInMonth(period.Year, period.Month),
            Frequency.Weekly => 7,
            _ => 1,
        };
        var left = (DateTime.MaxValue.Date - period.Date).Days + 1;
        return Enumerable.Range(0, Math.Min(length, left)).Select(i => period.Date.AddDays(i));
    }

    private bool Fits(DateTime day)
    {
        var (ofMonth, ofYear) = (DateTime.DaysInMonth(day.Year, day.Month), DateTime.IsLeapYear(day.Year) ? 366 : 365);
        return (months.Length == 0 || months.Contains(day.Month))
            && Among(monthDays, day.Day, ofMonth)
            && Among(By("BYYEARDAY"), day.DayOfYear, ofYear)
            && InWeek(day)
            && (days.Count == 0 || days.Any(nth => nth.Day == day.DayOfWeek && IsNth(nth.Nth, day, ofMonth, ofYear)));
    }

    // Counted from the front, or with a minus from the back.
    private static bool Among(int[] wanted, int number, int last) => wanted.Length == 0 || wanted.Contains(number) || wanted.Contains(number - last - 1);

    // "The 20th Monday" is one of the year, unless the rule speaks of months.
    private bool IsNth(int nth, DateTime day, int ofMonth, int ofYear)
    {
        if (nth == 0 || rule.Frequency < Frequency.Monthly)
        {
            return nth == 0;
        }

        var inYear = rule.Frequency == Frequency.Yearly && months.Length == 0;
        var (number, last) = inYear ? (day.DayOfYear, ofYear) : (day.Day, ofMonth);
        return nth == ((number - 1) / 7) + 1 || nth == -(((last - number) / 7) + 1);
    }

    // A week belongs to the year that holds most of its days; its year's last week may reach into the next January.
    private bool InWeek(DateTime day)
    {
        var wanted = By("BYWEEKNO");
        if (wanted.Length == 0)
        {
            return true;
        }

        var middle = day.AddDays(3 - FromWeekStart(day.DayOfWeek));
        var week = ((middle.DayOfYear - 1) / 7) + 1;
        var newYear = new DateTime(middle.Year, 1, 1);
        var firstMiddle = newYear.AddDays((7 + 3 - FromWeekStart(newYear.DayOfWeek)) % 7);
        var weeks = (((DateTime.IsLeapYear(middle.Year) ? 366 : 365) - firstMiddle.DayOfYear) / 7) + 1;
        return Among(wanted, week, weeks);
    }

    private IEnumerable<TimeSpan> Times(DateTime period) =>
        from hour in Unit("BYHOUR", Frequency.Hourly, period.Hour, start.Hour)
        from minute in Unit("BYMINUTE", Frequency.Minutely, period.Minute, start.Minute)
        from second in Unit("BYSECOND", Frequency.Secondly, period.Second, start.Second)
        select new TimeSpan(hour, minute, second);

    // A rule that comes round as often as this unit only filters by it; a slower one is spread out by it.
    private IEnumerable<int> Unit(string name, Frequency unit, int now, int atStart)
    {
        var wanted = By(name);
        return rule.Frequency <= unit ? wanted.Length == 0 || wanted.Contains(now) ? [now] : []
            : wanted.Length > 0 ? wanted
            : [atStart];
    }
}
