using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Demo;

/// <summary>How a demo need goes.</summary>
internal enum Fate
{
    DoneThisWeek,
    DoneBefore,
    PartDone,
    Sorted,
    Withdrawn,
    Open,
    StillWanted,
    LetGo,
    DidntHappen,
    Invited,
    Offered,
    PartFilled,
    AgreedTomorrow,
    Tonight,
    HalfDone,
    Repeating,
    Referred,
    Draft,
}

/// <summary>One piece of a demo need: on which day from today, between which hours, by how many.</summary>
internal sealed record AskPart(string Kind, string? What = null, int InDays = 1, int From = 10, int To = 11, short Wanted = 1);

/// <summary>A demo need: who asks for what, how it goes, and how many hours ago it was posted (0: worked out from its end).</summary>
internal sealed record Ask(string Asker, string Kind, string Words, Fate Fate, int HoursAgo = 0, Urgency Urgency = Urgency.Normal, Channel Channel = Channel.Web)
{
    public IReadOnlyList<AskPart> Parts { get; init; } = [];

    /// <summary>Who comes, where whoever signs in as them should find it; otherwise whoever has given least.</summary>
    public string? By { get; init; }

    /// <summary>The iCalendar rule that its dates come from.</summary>
    public string? Repeats { get; init; }
}

/// <summary>What Millbrook asked for in the last 60 days.</summary>
internal static class DemoAsks
{
    public static IReadOnlyList<Ask> All { get; } = [.. DemoHistory.All, .. Now];

    /// <summary>What stands open, waits for an answer, or is agreed for tomorrow.</summary>
    private static IEnumerable<Ask> Now =>
    [
        new(DemoPeople.Asker, "groceries", "A bag of shopping carried up two flights, and a lift to the clinic and home. I’ll have the list and the money ready.", Fate.PartFilled, 50)
        {
            Parts =
            [
                new("groceries", "Buy groceries and bring them", InDays: 1, From: 11, To: 12),
                new("ride", "Drive there", InDays: 1, From: 9, To: 10),
                new("ride", "Drive back", InDays: 1, From: 12, To: 13),
            ],
        },
        new("Maeve", "cooked-meal", "Supper for a house with a new baby, four evenings. No nuts, please. Whatever you cook for yourselves is perfect.", Fate.PartFilled, 74)
        {
            Parts =
            [
                new("cooked-meal", "First supper", InDays: 1, From: 18, To: 19),
                new("cooked-meal", "Second supper", InDays: 2, From: 18, To: 19),
                new("cooked-meal", "Third supper", InDays: 3, From: 18, To: 19),
                new("cooked-meal", "Last supper", InDays: 4, From: 18, To: 19),
            ],
        },
        new("Grace", "something-else", "Carrying a wardrobe down from the second floor. It comes apart, and there will be tea.", Fate.PartFilled, 30)
        {
            Parts = [new("something-else", "Carry together", InDays: 3, From: 10, To: 12, Wanted: 3)],
        },

        // Waiting for somebody
        new("Amina", "forms", "Akhri iyo jawaab warqad ka timid iskuulka. Reading a letter from the school and writing an answer. By phone is fine.", Fate.StillWanted, 196, Channel: Channel.Phone),
        new("Sunita", "childcare", "Walking my two to school on Monday and Wednesday while my shift starts early. They know the way better than I do.", Fate.Open, 124)
        {
            Parts = [new("childcare", "Monday school run", InDays: 5, From: 8, To: 9), new("childcare", "Wednesday school run", InDays: 7, From: 8, To: 9)],
        },
        new("Beatriz", "ride", "Ir y volver de la cita en el hospital. Llevo una silla que se pliega.", Fate.Open, 98, Urgency.Urgent, Channel.Phone)
        {
            Parts = [new("ride", "There and back", InDays: 2, From: 9, To: 12)],
        },
        new("Karim", "interpreting", "أحتاج من يترجم معي في موعد المدرسة. نصف ساعة تكفي.", Fate.Open, 71)
        {
            Parts = [new("interpreting", null, InDays: 4, From: 16, To: 17)],
        },
        new("Walter", "conversation", "An hour of company, and I’ll put the kettle on. I was a bus driver, so I know all the streets.", Fate.Open, 5),
        new("Hassan", "repair", "The kitchen tap drips all night. I have a washer, but not the hands for it any more.", Fate.Open, 27),
        new("Edie", "groceries", "Milk, bread, eggs and something green. I pay when you bring it.", Fate.Open, 3, Urgency.Urgent, Channel.Phone),
        new("Consuelo", "food-parcel", "Somos cuatro en casa y la semana se hace larga. Arroz, aceite y verdura nos ayudan mucho.", Fate.Open, 20, Urgency.Critical),
        new("Biniam", "tech", "My phone asks for a code I never had. Ten minutes for somebody who knows.", Fate.Open, 44),
        new("Teodora", "thing", "A cot for three months, while my sister and her baby stay with us.", Fate.Open, 63),
        new("Pawel", "errand", "Odebrać paczkę z poczty. The slip is at my door.", Fate.Open, 15),
        new("Ruth", "walk", "Round the park once, slowly, any dry day. My knee likes company.", Fate.Open, 88, Urgency.WhenSomeoneCan),
        new("Rahel", "pharmacy", "Picking up what is ready under my name. The shop shuts before I am home.", Fate.Open, 8, Urgency.Urgent),
        new("Grace", "pet-care", "Feeding one calm cat over the weekend. She will pretend that nobody ever fed her.", Fate.Open, 33)
        {
            Parts = [new("pet-care", "Saturday", InDays: 3, From: 9, To: 10), new("pet-care", "Sunday", InDays: 4, From: 9, To: 10)],
        },
        new("Maeve", "listening", "Someone who listens for an hour. No advice needed.", Fate.Open, 40),
        new("Edith", "game-night", "Cards or dominoes, one evening. I play fair, mostly.", Fate.Open, 150, Urgency.WhenSomeoneCan),
        new("Sunita", "cooked-meal", "Two warm suppers this week. We eat everything but meat.", Fate.Open, 26),
        new("Hassan", "ride", "توصيلة إلى السوق يوم السبت. A lift to the market on Saturday, and home with two bags.", Fate.LetGo, 60),
        new("Ruth", "groceries", "A few heavy things: potatoes, tins, washing powder. The rest I carry myself.", Fate.DidntHappen, 80),

        // Somebody was asked, or has offered
        new("Walter", "groceries", "Tea, butter, a small loaf and a newspaper, if they still have one.", Fate.Invited, 12),
        new("Consuelo", "forms", "Una carta del ayuntamiento que no entiendo del todo. Leerla juntos, con calma.", Fate.Invited, 18),
        new("Rahel", "cooked-meal", "One supper on the day I come home from the clinic.", Fate.Invited, 6, Urgency.Urgent),
        new(DemoPeople.Asker, "interpreting", "Someone to interpret at the parents’ evening. Arabic and English, about half an hour.", Fate.Offered, 22),
        new("Teodora", "repair", "A shelf that came off the wall. The screws are here, the drill is not.", Fate.Offered, 31),
        new("Biniam", "groceries", "Lentils, onions, flour and tomatoes. I cook for the whole stair on Sunday.", Fate.Offered, 9),
        new("Pawel", "ride", "To the station with a big case, early. I could not sleep otherwise.", Fate.Offered, 16),

        // Agreed for tomorrow
        new(DemoPeople.Asker, "errand", "Bringing two books back to the library and fetching the one on hold.", Fate.Tonight, 30),
        new("Karim", "groceries", "خبز وحليب وأرز، من فضلكم. المصعد لا يعمل.", Fate.AgreedTomorrow, 28) { By = DemoPeople.CheckedHelper },
        new("Beatriz", "pharmacy", "Recoger lo que está preparado a mi nombre. Antes de las seis.", Fate.AgreedTomorrow, 20, Urgency.Urgent, Channel.Phone),
        new("Edith", "ride", "To the eye clinic and home again. I bring a book for the waiting room.", Fate.AgreedTomorrow, 52),
        new("Ruth", "conversation", "A visit with tea. The dog sleeps through everything.", Fate.AgreedTomorrow, 46),

        // Half of it is done, it comes round every week, or it went to a partner
        new("Grace", "groceries", "Potatoes, tins and litter for the cat. The money is in an envelope.", Fate.HalfDone, 46),
        new(DemoPeople.Asker, "ride", "To the sewing class and home, with my machine on my knees.", Fate.Repeating, 70)
        {
            Repeats = "FREQ=WEEKLY;COUNT=6",
            Parts = [.. Enumerable.Range(0, 6).Select(week => new AskPart("ride", InDays: 3 + (7 * week), From: 14, To: 15))],
        },
        new("Consuelo", "thing", "Una cama para mi hijo. Ahora duerme en el sofá.", Fate.Referred, 170, Channel: Channel.Phone),

        // A coordinator looks first
        new("Amina", "childcare", "Two hours with my daughter while I see a doctor.", Fate.Draft, 4),
        new("Pawel", "not-sure", "Things are a bit much this month. Could somebody ring me?", Fate.Draft, 2),
    ];
}
