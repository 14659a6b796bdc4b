using MutualAid.Core.Common;

namespace MutualAid.Core.Demo;

/// <summary>The demo's steps are written to be allowed; a refusal is a mistake in its tables and stops the filling.</summary>
internal static class Expectation
{
    public static void Expect(this Result result)
    {
        if (!result.Ok)
        {
            throw new InvalidOperationException($"The demo neighbourhood was refused: {result.Refusal!.Why}");
        }
    }
}
