"""Hatchling's hook: builds the front-end assets and translations into the package before a wheel or editable install is made."""

import subprocess
import sys

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `python -m web.assets.build` in the project's root; a failing build fails the package."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        """Called by hatchling before files are collected."""
        subprocess.run([sys.executable, "-m", "web.assets.build"], cwd=self.root, check=True)
