using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using MutualAid.LocalPostgres;
using Npgsql;

namespace MutualAid.Web.Hosting;

/// <summary>What stops a start, in one sentence that the person at the terminal can act on. Anything else is a bug and keeps its stack trace.</summary>
public static class PlainSentence
{
    public static string? For(Exception stopped) => stopped switch
    {
        LocalPostgresException or CryptographicException => stopped.Message,
        _ when Find<AddressInUseException>(stopped) is not null => "The port is taken by another program. Stop it, or pick another: ./run --port 5081.",
        _ when Find<SocketException>(stopped) is { SocketErrorCode: SocketError.AccessDenied } => "This account may not use that port. Pick one above 1024: ./run --port 5081.",
        _ when Find<PostgresException>(stopped) is { } refused => $"The database said no: {refused.MessageText}. Check ConnectionStrings__MutualAid. Nothing was lost.",
        _ when Find<NpgsqlException>(stopped) is not null || Find<SocketException>(stopped) is not null =>
            "The database does not answer. Start it, or check ConnectionStrings__MutualAid. Nothing was lost.",
        _ when Find<OptionsValidationException>(stopped) is { } settings => $"A setting cannot be used: {settings.Message}",
        UnauthorizedAccessException => $"A folder cannot be used: {stopped.Message}",
        _ => null,
    };

    private static T? Find<T>(Exception? from)
        where T : Exception
    {
        for (var e = from; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }
}
