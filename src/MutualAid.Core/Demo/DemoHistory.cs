using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Demo;

/// <summary>What was asked for and is over: this week's pieces of help, and older ones.</summary>
internal static class DemoHistory
{
    public static IReadOnlyList<Ask> All { get; } =
    [
        // This week: meals and groceries
        new(DemoPeople.Asker, "groceries", "Rice, chickpeas and a bag of oranges. Fourth door, the bell works if you lean on it.", Fate.DoneThisWeek),
        new("Walter", "cooked-meal", "One warm supper. I am not fussy, only tired.", Fate.DoneThisWeek),
        new("Edith", "groceries", "The usual: bread, milk, tea, two apples.", Fate.DoneThisWeek, Channel: Channel.Phone),
        new("Beatriz", "food-parcel", "Una bolsa para la semana. Lo que haya está bien.", Fate.DoneThisWeek, Channel: Channel.Phone),
        new("Sunita", "groceries", "Flour, oil and vegetables. The children will help to carry.", Fate.DoneThisWeek),
        new("Maeve", "cooked-meal", "Soup, if you are making some anyway.", Fate.DoneThisWeek),
        new("Karim", "groceries", "خضار وخبز وعلبة شاي.", Fate.DoneThisWeek) { By = DemoPeople.CheckedHelper },
        new("Grace", "food-parcel", "Something to tide us over until Friday.", Fate.DoneThisWeek, Urgency: Urgency.Urgent),
        new("Hassan", "cooked-meal", "Supper for two, no pork please.", Fate.DoneThisWeek),
        new("Pawel", "groceries", "Potatoes and other heavy things. My back has opinions.", Fate.DoneThisWeek),
        new("Ruth", "cooked-meal", "A supper that only needs warming.", Fate.DoneThisWeek),
        new("Teodora", "groceries", "Nappies, size four, and bananas.", Fate.DoneThisWeek, Urgency: Urgency.Urgent),
        new("Amina", "food-parcel", "For five people. We cook everything.", Fate.DoneThisWeek, Channel: Channel.Phone),
        new("Rahel", "groceries", "Coffee beans, onions, and the good lentils.", Fate.DoneThisWeek),

        // This week: rides
        new("Edith", "ride", "To the foot clinic, and home when I ring.", Fate.DoneThisWeek),
        new("Beatriz", "ride", "A la fisioterapia, a las diez.", Fate.DoneThisWeek, Channel: Channel.Phone),
        new(DemoPeople.Asker, "ride", "To the clinic with my mother. She walks with a frame.", Fate.DoneThisWeek),
        new("Walter", "ride", "To the cemetery, and ten minutes there.", Fate.DoneThisWeek),
        new("Hassan", "ride", "To the market and back with bags.", Fate.DoneThisWeek),
        new("Grace", "ride", "To the train, with a case and a cello.", Fate.DoneThisWeek),

        // This week: repairs and errands
        new("Ruth", "repair", "A light bulb that is too high for me.", Fate.DoneThisWeek),
        new("Maeve", "repair", "The front door sticks. It needs a plane, or patience.", Fate.DoneThisWeek),
        new("Consuelo", "errand", "Llevar un paquete a correos.", Fate.DoneThisWeek),
        new("Biniam", "errand", "Handing in a form before the office shuts.", Fate.DoneThisWeek, Urgency: Urgency.Urgent),
        new("Teodora", "repair", "A wheel of the pram has come off.", Fate.DoneThisWeek),
        new("Pawel", "errand", "Fetching keys from my landlord across town.", Fate.DoneThisWeek),

        // This week: other kinds
        new("Walter", "conversation", "A visit. Bring nothing but yourself.", Fate.DoneThisWeek),
        new("Amina", "forms", "Filling in the bus pass form together.", Fate.DoneThisWeek),
        new("Karim", "interpreting", "الترجمة في مكتب الأحوال، ربع ساعة.", Fate.DoneThisWeek),
        new("Edith", "tech", "The picture on my screen is upside down.", Fate.DoneThisWeek),
        new("Sunita", "thing", "A ladder for one afternoon.", Fate.DoneThisWeek),

        // Before
        new("Walter", "groceries", "Bread, butter, marmalade.", Fate.DoneBefore, 260),
        new("Beatriz", "pharmacy", "Recoger lo preparado a mi nombre.", Fate.DoneBefore, 330, Channel: Channel.Phone),
        new("Edith", "walk", "Round the pond, at my pace.", Fate.DoneBefore, 420),
        new("Hassan", "forms", "رسالة من المجلس، نقرأها معا.", Fate.DoneBefore, 510),
        new("Ruth", "ride", "To the dentist. I may need an arm.", Fate.DoneBefore, 640),
        new("Maeve", "cooked-meal", "Supper after a long week.", Fate.DoneBefore, 800),
        new("Grace", "repair", "A curtain rail that gave up.", Fate.DoneBefore, 950),
        new("Pawel", "errand", "Standing in a queue for me on Thursday.", Fate.DoneBefore, 1_100),
        new("Karim", "groceries", "حاجات البيت لأسبوع.", Fate.DoneBefore, 1_250),
        new("Sunita", "food-parcel", "Anything that keeps.", Fate.DoneBefore, 1_400),
        new("Teodora", "groceries", "Two bags, the heavy one first.", Fate.PartDone, 200),
        new("Consuelo", "thing", "Una olla grande para el sábado.", Fate.Sorted, 180),
        new("Biniam", "ride", "To an interview. It moved online after all.", Fate.Withdrawn, 160),
        new("Rahel", "thing", "A warm coat, size small. My cousin found one.", Fate.Withdrawn, 300),
    ];

    /// <summary>Words of thanks, used in turn.</summary>
    public static IReadOnlyList<string> Thanks { get; } =
    [
        "You made the stairs feel shorter. The children still talk about the pears.",
        "Gracias de corazón. La casa olía a pan toda la tarde.",
        "شكرا جزيلا. بارك الله فيكم.",
        "It works, it shines, and I can reach it. Thank you.",
        "You waited with me when you did not have to. I noticed.",
        "The soup lasted two days and was better on the second.",
        "Thank you for not hurrying me.",
    ];
}
