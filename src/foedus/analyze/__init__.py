"""Models over the synthesis, independent of each other: outlook (outside view), hypotheses (inside view)."""
