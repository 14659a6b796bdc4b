using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class NeedAwaitsLook : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "awaits_look",
                table: "need",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Those that wait now go on waiting.
            migrationBuilder.Sql("UPDATE need SET awaits_look = true WHERE state = 'Draft'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "awaits_look",
                table: "need");
        }
    }
}
