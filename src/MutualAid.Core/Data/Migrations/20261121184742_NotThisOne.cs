using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class NotThisOne : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Rename(migrationBuilder, "set_aside", "not_this_one");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Rename(migrationBuilder, "not_this_one", "set_aside");

        // The rows stay: "set aside" is what an offer's giver does, so this goes by the words on its button.
        private static void Rename(MigrationBuilder migrationBuilder, string from, string to)
        {
            migrationBuilder.RenameTable(name: from, newName: to);
            migrationBuilder.Sql($"ALTER TABLE {to} RENAME CONSTRAINT pk_{from} TO pk_{to}");
            migrationBuilder.Sql($"ALTER TABLE {to} RENAME CONSTRAINT fk_{from}_member_member_id TO fk_{to}_member_member_id");
            migrationBuilder.Sql($"ALTER TABLE {to} RENAME CONSTRAINT fk_{from}_need_need_id TO fk_{to}_need_need_id");
            migrationBuilder.RenameIndex(name: $"ix_{from}_at", table: to, newName: $"ix_{to}_at");
            migrationBuilder.RenameIndex(name: $"ix_{from}_need_id", table: to, newName: $"ix_{to}_need_id");
        }
    }
}
