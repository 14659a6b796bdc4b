using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class FollowThrough : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "rest_of",
                table: "need_part",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asker_again",
                table: "claim",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "helper_again",
                table: "claim",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missing",
                table: "claim",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "reflection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_helper = table.Column<bool>(type: "boolean", nullable: false),
                    feeling = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reflection", x => x.id);
                    table.ForeignKey(
                        name: "fk_reflection_claim_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "reflection_one",
                table: "reflection",
                columns: new[] { "claim_id", "by_helper" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reflection");

            migrationBuilder.DropColumn(
                name: "rest_of",
                table: "need_part");

            migrationBuilder.DropColumn(
                name: "asker_again",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "helper_again",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "missing",
                table: "claim");
        }
    }
}
